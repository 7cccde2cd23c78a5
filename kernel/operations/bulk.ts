import { z } from 'zod'
import type { Work } from '../data/unit-of-work.ts'
import { unitOfWork } from '../data/unit-of-work.ts'
import { parseBody } from '../derive/zod.ts'
import type { AnyAction } from '../entity/action.ts'
import type { Collection } from '../entity/catalog.ts'
import type { AnyEntity } from '../entity/entity.ts'
import type { SessionCall } from '../http/route.ts'
import { problemBody } from '../problem/body.ts'
import { type FieldProblem, Problem } from '../problem/problem.ts'
import { invalid } from '../problem/refusals.ts'
import { runAction } from './run.ts'
import { selectIds, selectionBody } from './selection.ts'
import { removeRecord, restoreRecord, updateRecord } from './write.ts'

/** As many as are changed while the caller waits. */
export const bulkLimit = 500
export const bulkBody = z
  .strictObject({
    action: z.string(),
    ids: z.array(z.uuid()).min(1).max(bulkLimit).optional(),
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
})

type One = (work: Work, id: string) => Promise<unknown>

function chosen(entity: AnyEntity, actions: readonly AnyAction[], body: BulkBody): One {
  if (body.action === 'update') return (work, id) => updateRecord(work, entity, id, body.values)
  if (body.action === 'remove') return (work, id) => removeRecord(work, entity, id)
  if (body.action === 'restore') return (work, id) => restoreRecord(work, entity, id)
  const action = actions.find(a => a.name === body.action && !a.automatic)
  if (!action) throw invalid({}, { fields: [{ field: 'action', code: 'NOT_AN_OPTION' }] as FieldProblem[] })
  return (work, id) => runAction(work, action, id, body.input)
}

/** The records a body names, or those its query finds: refused when they are not as many as the caller was shown. */
export async function selectedBy({ session }: SessionCall, collection: Collection, body: BulkBody): Promise<string[]> {
  if (body.ids) return [...new Set(body.ids)]
  return selectIds(session, collection, body.query ?? {}, body.expect ?? 0)
}

/** Each record is a transaction of its own, so that one refusal does not undo the others. */
export async function bulk(call: SessionCall, collection: Collection, actions: readonly AnyAction[]) {
  const body = parseBody(bulkBody, call.body) as BulkBody
  const { runtime, tenant, actor } = call.session
  const one = chosen(collection.entity, actions, body)
  const tooMany = { field: 'expect', code: 'TOO_BIG', params: { maximum: bulkLimit } }
  if ((body.expect ?? 0) > bulkLimit) throw invalid({}, { fields: [tooMany] })
  const results: { id: string; ok: boolean; problem?: object }[] = []
  for (const id of await selectedBy(call, collection, body)) {
    try {
      await unitOfWork(runtime, tenant, actor, work => one(work, id))
      results.push({ id, ok: true })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      results.push({ id, ok: false, problem: problemBody(error, call.language, call.requestId) })
    }
  }
  return results
}
