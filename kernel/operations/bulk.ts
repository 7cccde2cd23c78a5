import { z } from 'zod'
import { require } from '../access/access.ts'
import { permissionOf } from '../access/permission.ts'
import { type Act, actOf } from '../bulk/act.ts'
import { runNow } from '../bulk/run-bulk.ts'
import { doneAtOnce, openBulk } from '../bulk/start.ts'
import { findBulk } from '../bulk/store.ts'
import { undoable } from '../bulk/undo.ts'
import { unitOfWork } from '../data/unit-of-work.ts'
import { parseBody } from '../derive/zod.ts'
import type { Catalog, Collection } from '../entity/catalog.ts'
import { answering } from '../http/idempotency.ts'
import { json, type Reply, type SessionCall } from '../http/route.ts'
import { problemBody } from '../problem/body.ts'
import { Problem } from '../problem/problem.ts'
import { selectIds, selectionBody } from './selection.ts'

/** More ids than these are no list any more but a query. */
const mostIds = 10_000
export const bulkBody = z
  .strictObject({
    action: z.string(),
    ids: z.array(z.uuid()).min(1).max(mostIds).optional(),
    /** Instead of ids: all records a list with these parameters holds, `expect` of them as the caller was shown. */
    query: selectionBody.query.optional(),
    expect: selectionBody.expect.optional(),
    /** The body of an update. */
    values: z.record(z.string(), z.unknown()).optional(),
    /** The input of an action. */
    input: z.record(z.string(), z.unknown()).optional(),
  })
  .refine(({ ids, query }) => (ids === undefined) !== (query === undefined), {
    path: ['ids'],
    params: { code: 'REQUIRED' },
  })
  .refine(({ query, expect }) => (query === undefined) === (expect === undefined), {
    path: ['expect'],
    params: { code: 'REQUIRED' },
  })
export type BulkBody = z.infer<typeof bulkBody>
export const bulkReply = z.object({
  results: z.array(
    z.object({ id: z.uuid(), ok: z.boolean(), problem: z.looseObject({ code: z.string() }).optional() }),
  ),
  /** What can be taken back; null when nothing was done or the act has no opposite. */
  job: z.uuid().nullable(),
})
export const bulkQueued = z.object({ job: z.uuid() })

/** The records a body names, or those its query finds: refused when they are not as many as the caller was shown. */
export async function selectedBy({ session }: SessionCall, collection: Collection, body: BulkBody): Promise<string[]> {
  if (body.ids) return [...new Set(body.ids)]
  return selectIds(session, collection, body.query ?? {}, body.expect ?? 0)
}

type Result = z.infer<typeof bulkReply>['results'][number]
const resultOf = ({ language, requestId }: SessionCall, id: string, problem: Problem | undefined): Result =>
  problem ? { id, ok: false, problem: problemBody(problem, language, requestId) } : { id, ok: true }

/** Each record is a transaction of its own, so that one refusal does not undo the others. */
async function doNow(call: SessionCall, act: Act, ids: readonly string[]): Promise<Result[]> {
  const { runtime, tenant, actor } = call.session
  const results: Result[] = []
  for (const id of ids) {
    const refused = await unitOfWork(runtime, tenant, actor, work => act(work, id)).then(
      () => undefined,
      error => {
        if (error instanceof Problem) return error
        throw error
      },
    )
    results.push(resultOf(call, id, refused))
  }
  return results
}

/** The same, kept as a job that can be taken back. */
async function doKept(place: Place, body: BulkBody, ids: readonly string[]) {
  const { call, catalog, collection } = place
  const { runtime, tenant, actor } = call.session
  const id = await unitOfWork(runtime, tenant, actor, async work => openBulk(work, collection.path, body, ids))
  const job = await findBulk(call.session, id)
  if (!job) throw new Error('A bulk job is gone')
  const refused = await runNow(catalog, call.session, job)
  const results = ids.map((record, at) => resultOf(call, record, refused.get(at)))
  return { results, job: refused.size < ids.length ? id : null }
}

/** What nobody could do to any record is refused at once, not row by row while nobody looks. */
function requireAct({ call, catalog, collection: { entity } }: Place, { action }: BulkBody) {
  const verb = action === 'restore' ? 'remove' : action
  const named = catalog.actionsOf(entity).find(({ name }) => name === action)
  require(call.session.actor.access, named?.permission ?? permissionOf(entity, verb))
}

interface Place {
  readonly call: SessionCall
  readonly catalog: Catalog
  readonly collection: Collection
}

/**
 * The same act on many records. Few are done while the caller waits, with a result for each; many become a job in the
 * background. What is a job can be taken back by `POST /jobs/{job}/undo`.
 */
export async function bulk(call: SessionCall, collection: Collection, catalog: Catalog): Promise<Reply> {
  const place = { call, catalog, collection }
  const body = parseBody(bulkBody, call.body) as BulkBody
  const act = actOf(collection.entity, catalog.actionsOf(collection.entity), body)
  if ((body.expect ?? new Set(body.ids).size) > doneAtOnce) {
    requireAct(place, body)
    return answering(call, async work => {
      await work.read({ text: 'select 1', values: [] }) // a repeated request finds its reply before anything is selected
      return json({ job: openBulk(work, collection.path, body, await selectedBy(call, collection, body)) }, 202)
    })
  }
  const ids = await selectedBy(call, collection, body)
  if (undoable.has(body.action) && call.session.actor.memberId !== null) return json(await doKept(place, body, ids))
  return json({ results: await doNow(call, act, ids), job: null })
}
