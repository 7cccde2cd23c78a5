import type { FastifyRequest } from 'fastify'
import type { Actor, Tenant } from '../entity/ctx.ts'
import type { Language } from '../messages/language.ts'

/** Who a request speaks for, once its token or cookie has been looked up. */
export interface Authenticated {
  readonly tenant: Tenant
  readonly actor: Actor
  /** A cookie travels by itself, so what it authenticates must also prove that our own page sent it. */
  readonly byCookie: boolean
}

/** Looks a request up; null when it carries no valid token. Throws a Problem for a site or role that is not the person's. */
export type Authenticate = (
  request: FastifyRequest,
  origin: { readonly language: Language; readonly requestId: string; readonly address: string },
  /** remembered: a session seen moments ago may be taken from memory, with a proof that the work carries along. */
  look?: 'now' | 'remembered',
) => Promise<Authenticated | null>
