import { permissionOf } from '../access/access.ts'
import { rowCondition } from '../access/scope.ts'
import type { AnyAction } from '../entity/action.ts'
import type { AnyEntity } from '../entity/entity.ts'
import { changeRecord } from '../data/records.ts'
import type { Values } from '../data/shape.ts'
import { tableOf } from '../data/list.ts'
import { sql } from '../data/sql.ts'
import type { Work } from '../data/unit-of-work.ts'
import { inputSchema, parseBody } from '../derive/zod.ts'
import { refusal } from '../problem/problem.ts'
import { forbidden, notFound } from '../problem/refusals.ts'
import { ctxOf } from './ctx.ts'
import { askGuard } from './guard.ts'
import { checkId } from './read.ts'
import { asReader, lockFor, refuseStale } from './write.ts'

const wrongState = refusal('WRONG_STATE', 409, {
  en: 'This cannot be done while the record is in the state "{state}".',
  zh: '记录处于“{state}”状态时不能执行此操作。',
})

function refuseWrongState(action: AnyAction, record: Values) {
  if (action.from && !action.from.includes(record.status as string)) throw wrongState({ state: record.status as string })
}

/** A list of `to` is a choice: staying is one of its options, and a move must be one the states allow from here. */
function nextState(action: AnyAction, record: Values, patch: Values): Values {
  if (typeof action.to === 'string') return { status: action.to }
  if (action.to === undefined) return {}
  const [now, next] = [record.status as string, patch.status as string]
  if (action.to.includes(next) && (next === now || action.entity.states[now]?.includes(next))) return {}
  throw new Error(`${action.entity.name}.${action.name} returned the status ${next} from ${now}, which is not declared`)
}

/** Runs the action on a record that is already locked and allowed: state, input, run, update, audit, outbox. */
export async function perform(work: Work, action: AnyAction, record: Values, body: unknown, restricted: boolean): Promise<Values> {
  refuseWrongState(action, record)
  const input = parseBody(inputSchema(action.input), body)
  const patch: Values = await action.run({ ctx: ctxOf(work), record: record as never, input })
  const reason = typeof input.reason === 'string' ? input.reason : null
  const change = { act: action.name, event: action.event, reason }
  const values = { ...patch, ...nextState(action, record, patch) }
  if (restricted) await askGuard(work, action.entity, record, { ...record, ...values })
  return changeRecord(work, action.entity, record, values, change, { restricted, always: true })
}

export async function runAction(work: Work, action: AnyAction, id: string, body: unknown, version?: number): Promise<Values> {
  if (action.automatic) throw forbidden({ permission: action.permission })
  const record = await lockFor(work, action.entity, id, action.permission)
  await refuseStale(work, action.entity, record, version)
  return asReader(work, action.entity, await perform(work, action, record, body, true))
}

export interface ActionChoice {
  readonly name: string
  readonly allowed: boolean
  readonly reason?: 'WRONG_STATE' | 'FORBIDDEN'
}

/** Which actions this person may do on this record now, and why not the others. */
export async function actionChoices(work: Work, entity: AnyEntity, actions: readonly AnyAction[], id: string): Promise<ActionChoice[]> {
  const offered = actions.filter(a => a.entity === entity && !a.automatic && work.actor.access.may(a.permission))
  const seeing = work.actor.access.grants(permissionOf(entity, 'read'))
  const conditions = offered.map(a => rowCondition(entity, work.actor.access.grants(a.permission), 't') ?? sql<boolean>`true`)
  const [cells] = await work.read(sql`select ${sql.join([entity.table.name && Object.keys(entity.states).length ? sql`t.status` : sql`''`, ...conditions])}
    from ${tableOf(entity)} as t where t.tenant_id = ${work.tenant.id} and t.deleted_at is null and t.id = ${checkId(id)}::uuid
    and ${seeing.length ? (rowCondition(entity, seeing, 't') ?? sql<boolean>`true`) : sql<boolean>`false`}`)
  if (!cells) throw notFound()
  return offered.map((action, i) => {
    if (cells[i + 1] !== 't') return { name: action.name, allowed: false, reason: 'FORBIDDEN' }
    if (action.from && !action.from.includes(cells[0] as string)) return { name: action.name, allowed: false, reason: 'WRONG_STATE' }
    return { name: action.name, allowed: true }
  })
}
