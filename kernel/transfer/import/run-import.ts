import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Runtime } from '../../data/unit-of-work.ts'
import type { Catalog } from '../../entity/catalog.ts'
import type { Actor, Tenant } from '../../entity/ctx.ts'
import { tellingOf } from '../../jobs/tray/touch.ts'
import type { Session } from '../../operations/read.ts'
import { Problem } from '../../problem/problem.ts'
import { notFound } from '../../problem/refusals.ts'
import { type BatchEnd, runBatch } from './batch.ts'
import { claimUnique } from './claim.ts'
import { type Plan, planOf, refersToItself } from './plan.ts'
import { rememberNames } from './references.ts'
import type { Draft } from './row-reader.ts'
import { advance, beginImport, failImport, loadImport, readRows, writeAll } from './store.ts'
import { undoImport } from './undo-import.ts'

/** What a run needs of the process it runs in. */
export interface ImportPlace {
  readonly runtime: Runtime
  readonly catalog: Catalog
}
export interface RunOptions {
  /** The person as of now, asked before every batch, so that a right taken away ends the import; null: no longer a member. */
  readonly actorNow?: () => Promise<Actor | null>
  /** Raised when the process is to end: the run stops behind its batch and can go on elsewhere. */
  readonly signal?: AbortSignal
}

/** Reads the rows from a place on, in slices, so that requests of others are answered in between. */
async function readDrafts(plan: Plan, place: number, end = plan.record.total): Promise<Draft[]> {
  const chunk = await readRows(plan.session, plan.record.id, place)
  const rows = chunk ? chunk.rows.slice(place - chunk.first, end - chunk.first) : []
  const drafts: Draft[] = []
  for (const [i, row] of rows.entries()) {
    const draft = plan.reader.read(place + i, row)
    claimUnique(plan, draft)
    drafts.push(draft)
    if (i % 250 === 249) await nextTurn()
  }
  return drafts
}

/** Rows that were settled before this run began still hold their keys against later ones. */
async function claimSettled(plan: Plan): Promise<void> {
  const { done, dryRun } = plan.record
  for (let place = 0; place < done; ) {
    const drafts = await readDrafts(plan, place, done)
    if (drafts.length === 0) return
    if (dryRun && refersToItself(plan)) rememberNames(plan, drafts)
    place += drafts.length
  }
}

/** What an import does is told as the import's, under its id. */
const importing = (actor: Actor, importId: string): Actor => ({
  ...actor,
  origin: { ...actor.origin, via: 'import', requestId: importId },
})

/** Rights are compiled into the plan; when they have changed it is made anew, with what the file has claimed so far. */
async function withActorNow(plan: Plan, { actorNow }: RunOptions): Promise<Plan> {
  if (!actorNow) return plan
  const actor = await actorNow()
  if (!actor) throw notFound()
  if (actor.access.key === plan.session.actor.access.key) return plan
  const session = { ...plan.session, actor: importing(actor, plan.record.id) }
  return { ...planOf(plan.catalog, session, plan.record), claims: plan.claims, names: plan.names }
}

/** Batch after batch; while the database writes one, the next is read. 'moved' when another run has been at it meanwhile. */
async function runFrom(plan: Plan, options: RunOptions): Promise<BatchEnd> {
  const { done, total } = plan.record
  if (total === 0) await finishEmpty(plan)
  await claimSettled(plan)
  let next = readDrafts(plan, done)
  for (let place = done; place < total; ) {
    const drafts = await next
    if (options.signal?.aborted || drafts.length === 0) return 'ended'
    place += drafts.length
    next = readDrafts(plan, place)
    next.catch(() => {}) // told when it is awaited; until then it must not end the process
    const end = await runBatch(await withActorNow(plan, options), drafts)
    if (end !== 'settled') return end
  }
  return 'ended'
}

async function runRows(catalog: Catalog, session: Session, id: string, options: RunOptions): Promise<void> {
  for (let end: BatchEnd = 'moved'; end === 'moved'; )
    end = await runFrom(planOf(catalog, session, await loadImport(session, id)), options)
}

const finishEmpty = ({ session, record }: Plan) =>
  writeAll(session, [
    advance(session.tenant.id, record.id, { done: 0, created: 0, updated: 0, unchanged: 0, failed: 0 }, 0),
  ])

/**
 * Runs an import, or its undoing, from wherever it stands to its end. It may be called again at any time: each batch is
 * committed together with its progress, so a run that was killed goes on exactly behind its last batch, and two runs of
 * one import never do a row twice. What the import itself cannot do ends it in the state failed; anything else (no
 * database) is thrown, for the caller to try again later.
 */
export async function runImport(
  place: ImportPlace,
  tenant: Tenant,
  actor: Actor,
  importId: string,
  options: RunOptions = {},
): Promise<void> {
  const session: Session = { runtime: place.runtime, tenant, actor: importing(actor, importId) }
  try {
    const record = await loadImport(session, importId)
    if (record.state !== 'queued' && record.state !== 'running') return
    await writeAll(session, [tellingOf(beginImport(tenant.id, importId), actor, importId)])
    if (record.undoing) await undoImport(place.catalog, session, importId, options)
    else await runRows(place.catalog, session, importId, options)
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error
    const failure = { code: error.code, message: { en: error.say('en'), zh: error.say('zh') } }
    await writeAll(session, [tellingOf(failImport(tenant.id, importId, failure), actor, importId)])
  }
}
