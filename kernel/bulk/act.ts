import type { Values } from '../data/shape.ts'
import type { Work } from '../data/unit-of-work.ts'
import type { AnyAction } from '../entity/action.ts'
import type { AnyEntity } from '../entity/entity.ts'
import { runAction } from '../operations/run.ts'
import { applyUpdate, removeRecord, restoreRecord } from '../operations/write.ts'
import type { FieldProblem } from '../problem/problem.ts'
import { invalid } from '../problem/refusals.ts'

/** What is done with one record; answers the record as it is afterwards, for its version alone, nothing for one that is gone. */
export type Act = (work: Work, id: string) => Promise<Values | undefined>

export interface Wish {
  readonly action: string
  readonly values?: Readonly<Record<string, unknown>> | undefined
  readonly input?: Readonly<Record<string, unknown>> | undefined
}

/** The act a wish means. Throws INVALID for one there is not. */
export function actOf(entity: AnyEntity, actions: readonly AnyAction[], { action: name, values, input }: Wish): Act {
  if (name === 'update') return (work, id) => applyUpdate(work, entity, id, values)
  if (name === 'remove') return (work, id) => removeRecord(work, entity, id).then(() => undefined)
  if (name === 'restore') return (work, id) => restoreRecord(work, entity, id)
  const action = actions.find(one => one.name === name && !one.automatic)
  if (!action) throw invalid({}, { fields: [{ field: 'action', code: 'NOT_AN_OPTION' }] as FieldProblem[] })
  return (work, id) => runAction(work, action, id, input)
}
