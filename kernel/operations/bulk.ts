import { z } from 'zod'
import type { Work } from '../data/unit-of-work.ts'
import { unitOfWork } from '../data/unit-of-work.ts'
import { parseBody } from '../derive/zod.ts'
import type { AnyAction } from '../entity/action.ts'
import type { AnyEntity } from '../entity/entity.ts'
import type { SessionCall } from '../http/route.ts'
import { problemBody } from '../problem/body.ts'
import { type FieldProblem, Problem } from '../problem/problem.ts'
import { invalid } from '../problem/refusals.ts'
import { runAction } from './run.ts'
import { removeRecord, restoreRecord, updateRecord } from './write.ts'

const bulkLimit = 500
export const bulkBody = z.strictObject({
  action: z.string(),
  ids: z.array(z.uuid()).min(1).max(bulkLimit),
  /** The body of an update. */
  values: z.record(z.string(), z.unknown()).optional(),
  /** The input of an action. */
  input: z.record(z.string(), z.unknown()).optional(),
})
export const bulkReply = z.object({
  results: z.array(
    z.object({ id: z.uuid(), ok: z.boolean(), problem: z.looseObject({ code: z.string() }).optional() }),
  ),
})

type One = (work: Work, id: string) => Promise<unknown>

function chosen(entity: AnyEntity, actions: readonly AnyAction[], body: z.infer<typeof bulkBody>): One {
  if (body.action === 'update') return (work, id) => updateRecord(work, entity, id, body.values)
  if (body.action === 'remove') return (work, id) => removeRecord(work, entity, id)
  if (body.action === 'restore') return (work, id) => restoreRecord(work, entity, id)
  const action = actions.find(a => a.name === body.action && !a.automatic)
  if (!action) throw invalid({}, { fields: [{ field: 'action', code: 'NOT_AN_OPTION' }] as FieldProblem[] })
  return (work, id) => runAction(work, action, id, body.input)
}

/** Each record is a transaction of its own, so that one refusal does not undo the others. */
export async function bulk(call: SessionCall, entity: AnyEntity, actions: readonly AnyAction[]) {
  const body = parseBody(bulkBody, call.body) as z.infer<typeof bulkBody>
  const { runtime, tenant, actor } = call.session
  const one = chosen(entity, actions, body)
  const results: { id: string; ok: boolean; problem?: object }[] = []
  for (const id of new Set(body.ids)) {
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
