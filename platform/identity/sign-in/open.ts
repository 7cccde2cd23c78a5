import type { Runtime } from '@tenon/kernel/data/unit-of-work.ts'
import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import type { Authenticate } from '@tenon/kernel/http/authenticate.ts'
import type { Attendance } from '@tenon/kernel/live/attendance.ts'
import { type Auth, openAuth } from './auth.ts'
import { authenticator } from './authenticate.ts'

export interface IdentityOptions {
  readonly runtime: Runtime
  readonly catalog: Catalog
  /** The address people use, without a slash at its end; the only source of links and of the cookie's kind. */
  readonly baseUrl: string
  readonly secret: string
  /** Where `demo-accounts.json` is shown from; only in evaluation. */
  readonly demoAccounts?: string | undefined
}

/** What sign-in needs beside a request; one for each running server. */
export interface OpenIdentity extends IdentityOptions {
  readonly authenticate: Authenticate
  /** Whether those who were let in and have stayed may still be here. */
  readonly attendance: Attendance
  readonly auth: () => Promise<Auth>
}

const opened = new WeakMap<Runtime, OpenIdentity>()

/** Opens sign-in for a server, before it answers its first request. better-auth itself is loaded when first needed. */
export function openIdentity(options: IdentityOptions): OpenIdentity {
  const { runtime, baseUrl, secret } = options
  let loading: Promise<Auth> | undefined
  const auth = () => (loading ??= openAuth({ pool: runtime.pool, secret, baseUrl }))
  const identity = { ...options, auth, ...authenticator({ pool: runtime.pool, baseUrl }) }
  opened.set(runtime, identity)
  return identity
}

export function identityOf(runtime: Runtime): OpenIdentity {
  const identity = opened.get(runtime)
  if (!identity) throw new Error('openIdentity was not called for this server')
  return identity
}
