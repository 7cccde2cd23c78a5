import type { IncomingHttpHeaders } from 'node:http'
import type { Access } from '@tenon/kernel/access/access.ts'
import { translate } from '@tenon/kernel/data/pg-errors.ts'
import type { Pool } from '@tenon/kernel/data/pool.ts'
import type { Actor } from '@tenon/kernel/entity/ctx.ts'
import type { Authenticate, Authenticated } from '@tenon/kernel/http/authenticate.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { LRUCache } from 'lru-cache'
import { addressNotAllowed, isAddressAllowed } from '../security/address-gate.ts'
import { logSignIn } from '../sign-in/sign-in-log.ts'
import { accessWith, type RoleOfMine, remember, type SiteOfMine, type Standing } from '../standing/standing.ts'
import { allowances } from './allowance.ts'
import { narrow } from './key-scope.ts'
import { findKey, type LiveKey, markUsed, toKey } from './key-store.ts'
import { isWithin } from './networks.ts'

const notFromHere = refusal('KEY_ADDRESS_NOT_ALLOWED', 403, {
  en: 'This API key may not be used from {address}.',
  zh: '此 API 密钥不允许在 {address} 使用。',
})

/** What it shares with the sign-in of people. */
export interface Desk {
  readonly pool: Pool
  standingOf(at: { tenantId: string; memberId: string; version: string }): Promise<Standing>
  chooseSite(standing: Standing, wished: string | string[] | undefined, current: null): SiteOfMine | null
  chooseRoles(standing: Standing, site: SiteOfMine | null, wished: string | string[] | undefined): readonly RoleOfMine[]
}
type Origin = Parameters<Authenticate>[1]

/** Of what the owner holds, only the roles that the key is for. */
const through = ({ roleIds }: LiveKey, standing: Standing): Standing =>
  roleIds === null
    ? standing
    : { ...standing, assignments: standing.assignments.filter(({ role }) => roleIds.includes(role.id)) }

/** Looks requests of programs up: a key is judged anew each time, and so are its owner's rights. */
export function keyAuthenticator({ pool, standingOf, chooseSite, chooseRoles }: Desk) {
  const spend = allowances(pool)
  const accesses = new LRUCache<string, Access>({ max: 2_000 })
  const marked = new LRUCache<string, true>({ max: 10_000, ttl: 60_000 })
  const refused = new LRUCache<string, true>({ max: 10_000, ttl: 60_000 })

  async function find(token: string): Promise<LiveKey | null> {
    const [rows] = await pool.instance([findKey(token)])
    return rows?.[0] ? toKey(rows[0]) : null
  }
  async function mark(key: LiveKey, address: string) {
    if (marked.has(key.id)) return
    marked.set(key.id, true)
    await pool.flight(key.tenant.id, [markUsed(key, address)])
  }
  /** Told to the organisation too, once a minute at most: a key that turns up elsewhere may have been stolen. */
  function refuseElsewhere(key: LiveKey, address: string) {
    const problem =
      key.addresses.length > 0 && !isWithin(key.addresses, address)
        ? notFromHere({ address })
        : isAddressAllowed(key.addressRules, address)
          ? undefined
          : addressNotAllowed()
    if (!problem) return
    const { user, memberId, tenant, id } = key
    if (!refused.has(id)) {
      refused.set(id, true)
      const member = { tenantId: tenant.id, memberId }
      const entry = { outcome: 'failure', method: 'key', reason: problem.code, identifier: user.email } as const
      void logSignIn({ runtime: { pool } }, { ...entry, address, member })
    }
    throw problem
  }
  function accessOf(key: LiveKey, roles: readonly RoleOfMine[]): Access {
    const held = roles.map(role => role.id).sort()
    const name = `${key.id} ${key.accessVersion} ${held.join(' ')}`
    const access = accesses.get(name) ?? narrow(accessWith(roles), key.permissions)
    accesses.set(name, access)
    return access
  }
  async function actorOf(key: LiveKey, headers: IncomingHttpHeaders, origin: Origin): Promise<Actor> {
    const { tenant, user, memberId, accessVersion: version } = key
    const standing = through(key, await standingOf({ tenantId: tenant.id, memberId, version }))
    const site = chooseSite(standing, headers['x-site-id'], null)
    const roles = chooseRoles(standing, site, headers['x-role-id'])
    const { language, requestId, address } = origin
    const actor: Actor = {
      memberId,
      name: `${user.name} (${key.name})`,
      siteId: site?.id ?? null,
      departmentIds: standing.departmentIds,
      access: accessOf(key, roles),
      language,
      origin: { via: 'http', requestId, address },
    }
    const only = headers['x-role-id'] ? String(headers['x-role-id']) : null
    const place = { standing, site, roles, only, narrow: (access: Access) => narrow(access, key.permissions) }
    const { id: userId, email } = user
    remember(actor, { by: 'key', sessionId: key.id, userId, email, slug: tenant.slug, ...place })
    return actor
  }

  return async (
    token: string,
    headers: IncomingHttpHeaders,
    origin: Origin,
    use: 'request' | 'attendance' = 'request',
  ): Promise<Authenticated | null> => {
    try {
      const key = await find(token)
      if (!key) return null
      const { address } = origin
      refuseElsewhere(key, address)
      if (use === 'request') {
        await spend(key)
        await mark(key, address)
      }
      return { tenant: key.tenant, actor: await actorOf(key, headers, origin), byCookie: false }
    } catch (error) {
      throw translate(error)
    }
  }
}
