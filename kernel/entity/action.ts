import type { Fields } from '../fields/field.ts'
import type { Ctx } from './ctx.ts'
import type { AnyEntity, NextOf, Patch, Row, StateOf, ValuesOf } from './entity.ts'

/** What an action's `run` is given. The record is locked for the length of the transaction. */
export interface Step<E extends AnyEntity, I extends Fields> {
  readonly ctx: Ctx
  readonly record: Row<E>
  readonly input: ValuesOf<I>
}

type Outcome<To> = To extends readonly (infer T)[]
  ? [T] extends [never]
    ? { status?: never }
    : { status: T }
  : { status?: never }
/** The plain `StateOf` beside the outcome keeps a returned `'idle'` from being widened to string. */
type Changes<E extends AnyEntity, To> = Patch<E> & { status?: StateOf<E> } & Outcome<To>

export interface ActionSpec<
  E extends AnyEntity,
  From extends StateOf<E>,
  To extends NextOf<E, From> | readonly NextOf<E, From>[],
  I extends Fields,
> {
  /** The states it may start from; all when left out. */
  readonly from?: readonly From[]
  /** The state it ends in; a list when `run` chooses and returns `status`; none when the state stays. */
  readonly to?: To
  /** The permission it needs: `<entity>.<action>` unless told. */
  readonly allow?: string
  /** The fields of the form it asks for, as on an entity. */
  readonly input?: I
  /** The past tense other systems listen to: `renewed`. */
  readonly event: string
  /** Confirmed before it is done, because it cannot be undone. */
  readonly danger?: boolean
  /** Not offered to people: run by jobs and reactions (expiry). */
  readonly automatic?: boolean
  run(step: Step<E, I>): Changes<E, To> | Promise<Changes<E, To>>
}

export interface Action<E extends AnyEntity = AnyEntity, I extends Fields = Fields> {
  readonly entity: E
  readonly name: string
  readonly permission: string
  readonly from?: readonly string[]
  readonly to?: string | readonly string[]
  readonly input: I
  readonly event: string
  readonly danger: boolean
  readonly automatic: boolean
  run(step: Step<E, I>): Record<string, unknown> | Promise<Record<string, unknown>>
}
// biome-ignore lint/suspicious/noExplicitAny: an action on whatever entity with whatever input.
export type AnyAction = Action<any, any>

/**
 * A named act on one record. `run` returns the fields to change and never saves: the kernel checks the permission,
 * locks the row, checks the state, parses the input, runs, updates, audits and tells the outbox, in that order.
 */
export function action<
  E extends AnyEntity,
  const From extends StateOf<E>,
  const To extends NextOf<E, From> | readonly NextOf<E, From>[],
  I extends Fields = {},
>(entity: E, name: string, spec: ActionSpec<E, From, To, I>): Action<E, I> {
  const { allow, input, danger = false, automatic = false, ...rest } = spec
  return {
    entity,
    name,
    permission: allow ?? `${entity.name}.${name}`,
    input: (input ?? {}) as I,
    danger,
    automatic,
    ...(rest as Pick<Action<E, I>, 'from' | 'to' | 'event' | 'run'>),
  }
}
