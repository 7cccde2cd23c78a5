import type { IncomingHttpHeaders } from 'node:http'
import type { Actor, Tenant } from '../entity/ctx.ts'

/** Somebody who was let in and has stayed. */
export interface Guest {
  readonly tenant: Tenant
  readonly actor: Actor
  /** Of the request that began it, with what it asked to be: its site, its one role. */
  readonly headers: IncomingHttpHeaders
  readonly address: string
}

/**
 * Those guests as they are now, in the same order, with the rights they hold at this moment; null for each whose session
 * has ended, for whatever reason. Asking is no use of a session: one that nobody uses still ends by itself.
 */
export type Attendance = (guests: readonly Guest[]) => Promise<readonly (Actor | null)[]>
