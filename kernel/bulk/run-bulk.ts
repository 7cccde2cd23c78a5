import { fullAccess } from '../access/access.ts'
import { type Runtime, unitOfWork, type Work } from '../data/unit-of-work.ts'
import type { Catalog } from '../entity/catalog.ts'
import type { Actor } from '../entity/ctx.ts'
import { type Job, type JobStep, job } from '../jobs/job.ts'
import type { Session } from '../operations/read.ts'
import { Problem, refusal } from '../problem/problem.ts'
import { notFound } from '../problem/refusals.ts'
import { actOf } from './act.ts'
import { type BulkJob, isLive } from './bulk-job.ts'
import { refusedBy } from './refused.ts'
import { type RowAct, runRows } from './rows.ts'
import { endBulk, findBulk, nextRows } from './store.ts'
import { undoAct } from './undo.ts'

const memberGone = refusal('MEMBER_GONE', 403, {
  en: 'Whoever started this may no longer act in this organisation.',
  zh: '发起操作的成员已不能在该组织中操作。',
})
const interrupted = refusal('BULK_INTERRUPTED', 500, {
  en: 'It was interrupted by a failure of the system. What was done so far remains.',
  zh: '系统故障导致中断，已完成的部分仍然保留。',
})

export interface Asked {
  readonly jobId: string
  readonly memberId: string
  readonly siteId: string | null
}
const never = async () => {
  throw new Error('The server has not been given its bulk jobs')
}
/** The queue; who works it off is made by `bulkJob`. */
export const bulkQueue = job<Asked>('kernel.bulk', 'Tenon', never, { retryAfter: 2 })

export interface BulkPlace {
  readonly runtime: Runtime
  readonly catalog: Catalog
  /** A member with the rights held at this moment; null for one who may no longer act. */
  actorOf(member: { tenantId: string; memberId: string; siteId: string | null }): Promise<Actor | null>
  /** In the transaction that ends a job. */
  ended?(work: Work, job: BulkJob): void
}

/** Rows between two looks at whether it goes on, and with which rights. */
const batch = 25

/** What a job does with each of its rows. Throws NOT_FOUND for a collection that is no more. */
export async function rowAct(catalog: Catalog, session: Session, job: BulkJob): Promise<RowAct> {
  const collection = catalog.collections.find(({ path }) => path === job.collection)
  if (!collection) throw notFound()
  const { entity } = collection
  if (job.undoes) {
    const original = await findBulk(session, job.undoes)
    if (!original) throw notFound()
    return undoAct(entity, original)
  }
  const act = actOf(entity, catalog.actionsOf(entity), { action: job.act, ...job.body })
  return async (work, { recordId }) => ((await act(work, recordId))?.version as number | undefined) ?? null
}

async function actorNow({ actorOf }: BulkPlace, { id, tenant, data }: JobStep<Asked>): Promise<Actor> {
  const { memberId, siteId } = data
  const actor = await actorOf({ tenantId: tenant.id, memberId, siteId })
  if (!actor) throw memberGone()
  return { ...actor, origin: { ...actor.origin, requestId: id } }
}

/** Batch after batch; begun again it goes on behind the last row that was marked. */
async function runAll(place: BulkPlace, step: JobStep<Asked>): Promise<void> {
  for (;;) {
    step.signal.throwIfAborted()
    const actor = await actorNow(place, step)
    const session: Session = { runtime: place.runtime, tenant: step.tenant, actor }
    const { job, rows } = await nextRows(session, step.data.jobId, batch)
    if (!job || !isLive(job)) return
    if (rows.length === 0) return end(place, step, actor, job)
    const act = await rowAct(place.catalog, session, job)
    const doer = { ...actor, origin: { ...actor.origin, requestId: job.requestId } }
    await runRows(job, rows, act, work => step.unit(work, doer))
  }
}

const end = ({ ended }: BulkPlace, { tenant, finish }: JobStep<Asked>, actor: Actor, job: BulkJob): Promise<void> =>
  finish(
    async work => {
      work.write(endBulk(job, tenant.id, 'done'))
      ended?.(work, { ...job, state: 'done' })
    },
    { ...actor, memberId: null },
  )

const platform: Actor = {
  memberId: null,
  name: bulkQueue.label,
  siteId: null,
  access: fullAccess,
  language: 'en',
  origin: { via: 'job' },
}

/** Ends a job that cannot go on; what was done remains and can be taken back. */
async function giveUp({ runtime, ended }: BulkPlace, step: JobStep<Asked>, problem: Problem): Promise<void> {
  const { tenant, data, finish } = step
  const actor: Actor = { ...platform, memberId: data.memberId }
  const job = await findBulk({ runtime, tenant, actor }, data.jobId)
  if (!job || !isLive(job)) return
  await finish(async work => {
    work.write(endBulk(job, tenant.id, 'failed', refusedBy(problem)))
    ended?.(work, { ...job, state: 'failed', failure: refusedBy(problem) })
  })
}

/** Works bulk jobs off: row by row, each in a transaction of its own, with the rights their person holds at that moment. */
export const bulkJob = (place: BulkPlace): Job<Asked> => ({
  ...bulkQueue,
  run: async step => {
    try {
      await runAll(place, step)
    } catch (error) {
      if (step.signal.aborted) throw error
      if (error instanceof Problem && error.status !== 401 && error.status < 500) return giveUp(place, step, error)
      if (step.attempt >= bulkQueue.attempts) await giveUp(place, step, interrupted())
      throw error
    }
  },
})

/** Runs a job to its end while its caller waits; answers the refusals by place. */
export async function runNow(catalog: Catalog, session: Session, job: BulkJob): Promise<ReadonlyMap<number, Problem>> {
  const { runtime, tenant, actor } = session
  const refusals = new Map<number, Problem>()
  const act = await rowAct(catalog, session, job)
  for (;;) {
    const { rows } = await nextRows(session, job.id, batch)
    if (rows.length === 0) break
    const refused = await runRows(job, rows, act, work => unitOfWork(runtime, tenant, actor, work))
    for (const [place, problem] of refused) refusals.set(place, problem)
  }
  await unitOfWork(runtime, tenant, actor, async work => work.write(endBulk(job, tenant.id, 'done')))
  return refusals
}
