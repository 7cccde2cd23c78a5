import { changeRecord } from '../data/records.ts'
import type { Values } from '../data/shape.ts'
import type { Work } from '../data/unit-of-work.ts'
import { inputSchema, parseBody } from '../derive/zod.ts'
import type { AnyAction } from '../entity/action.ts'
import type { Ctx } from '../entity/ctx.ts'
import { listed, stateWords } from '../entity/words.ts'
import { refusal } from '../problem/problem.ts'
import { askGuard } from './guard.ts'

const wrongState = refusal('WRONG_STATE', 409, {
  en: 'Not possible while it is “{state}”; only from: {from}.',
  zh: '当前状态为“{state}”，不能执行此操作；可执行的状态：{from}。',
})

function refuseWrongState(action: AnyAction, record: Values) {
  const { entity, from } = action
  if (!from || from.includes(record.status as string)) return
  const words = (state: string) => stateWords(entity, state)
  throw wrongState({ state: words(record.status as string), from: listed(from.map(words)) })
}

/** A list of `to` is a choice: staying is one of its options, and a move must be one the states allow from here. */
function nextState(action: AnyAction, record: Values, patch: Values): Values {
  if (typeof action.to === 'string') return { status: action.to }
  if (action.to === undefined) return {}
  const [now, next] = [record.status as string, patch.status as string]
  if (action.to.includes(next) && (next === now || action.entity.states[now]?.includes(next))) return {}
  throw new Error(`${action.entity.name}.${action.name} returned the status ${next} from ${now}, which is not declared`)
}

export interface Performance {
  readonly action: AnyAction
  /** Locked, and the actor may act on it. */
  readonly record: Values
  readonly body: unknown
  /** A person asked: references and the entity's guard are held against that person's rights. */
  readonly restricted: boolean
}

/** Runs an action: state, input, run, update, audit, outbox. `ctx` is what its `run` is given. */
export async function perform(
  work: Work,
  ctx: Ctx,
  { action, record, body, restricted }: Performance,
): Promise<Values> {
  refuseWrongState(action, record)
  const input = parseBody(inputSchema(action.input), body)
  const patch: Values = await action.run({ ctx, record: record as never, input })
  const reason = typeof input.reason === 'string' ? input.reason : null
  const change = { act: action.name, event: action.event, reason }
  const values = { ...patch, ...nextState(action, record, patch) }
  if (restricted) await askGuard(work, action.entity, record, { ...record, ...values })
  return changeRecord(work, action.entity, record, values, change, { restricted, always: true })
}
