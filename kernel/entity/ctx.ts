import type { RawBuilder } from 'kysely'
import type { Access } from '../access/access.ts'
import type { Statement } from '../data/batch.ts'
import type { Fields } from '../fields/field.ts'
import type { Language } from '../messages/language.ts'
import type { Action } from './action.ts'
import type { AnyEntity, NewRecord, Patch, Row, ValuesOf } from './entity.ts'

export interface Tenant {
  readonly id: string
  readonly name: string
  /** IANA zone in which its days begin and end. */
  readonly timeZone: string
  readonly currency: string
}

/** Who acts, from where, with which rights. */
export interface Actor {
  /** The member, or null when the platform itself acts (a job, a reaction). */
  readonly memberId: string | null
  readonly name: string
  readonly siteId: string | null
  /** The departments the member belongs to. */
  readonly departmentIds?: readonly string[]
  readonly access: Access
  readonly language: Language
  readonly origin: Origin
  readonly proof?: Proof
}
/**
 * Stands in for a look-up of the session before the work: a statement sent with the first flight of the work, which it
 * fails when the session is no longer what it is remembered to be. So the check and the effect are one transaction.
 */
export interface Proof {
  readonly statement: Statement
  /** A flight with it has succeeded. */
  given: boolean
}
export interface Origin {
  readonly via: 'http' | 'job' | 'reaction' | 'import' | 'cli'
  readonly requestId?: string
  readonly address?: string
}

/** What a question or a handler may do without changing anything. Every row it sees is its tenant's. */
export interface ReadCtx {
  readonly tenant: Tenant
  readonly actor: Actor
  /** The tenant's day, `YYYY-MM-DD`. */
  readonly today: string
  /** The instant this unit of work began, RFC 3339. */
  readonly now: string
  /** Throws NOT_FOUND, also for what the actor may not know exists. */
  get<E extends AnyEntity>(entity: E, id: string): Promise<Row<E>>
  /** Records whose fields equal `where`, oldest first, at most 500. For anything more, `query`. */
  find<E extends AnyEntity>(entity: E, where: Partial<Row<E>>): Promise<Row<E>[]>
  /** SQL a list cannot say. Name `tenant_id = ${ctx.tenant.id}` in it: distributed engines need it beside the wall. */
  query<R>(statement: RawBuilder<R>): Promise<R[]>
}

/** The unit of work: one transaction of one tenant. There is no other way to the database. */
export interface Ctx extends ReadCtx {
  create<E extends AnyEntity>(entity: E, values: NewRecord<E>): Promise<Row<E>>
  update<E extends AnyEntity>(entity: E, id: string, patch: Patch<E>): Promise<Row<E>>
  remove<E extends AnyEntity>(entity: E, id: string): Promise<void>
  /** Runs an action with the actor's rights, in this same transaction. */
  run<E extends AnyEntity, I extends Fields>(action: Action<E, I>, id: string, input: ValuesOf<I>): Promise<Row<E>>
}
