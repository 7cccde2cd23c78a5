import type { IncomingHttpHeaders } from 'node:http'
import type { Access } from '@tenon/kernel/access/access.ts'
import { translate } from '@tenon/kernel/data/pg-errors.ts'
import type { Pool } from '@tenon/kernel/data/pool.ts'
import type { Actor, Proof } from '@tenon/kernel/entity/ctx.ts'
import type { Authenticate } from '@tenon/kernel/http/authenticate.ts'
import type { Attendance } from '@tenon/kernel/live/attendance.ts'
import { notFound } from '@tenon/kernel/problem/refusals.ts'
import { remember as keep } from '@tenon/kernel/remember.ts'
import { LRUCache } from 'lru-cache'
import { keyAuthenticator } from '../api-key/authenticate.ts'
import { isApiKey } from '../api-key/key-store.ts'
import { addressNotAllowed, isAddressAllowed } from '../security/address-gate.ts'
import { standings } from '../standing/load.ts'
import {
  accessWith,
  type RoleOfMine,
  remember,
  rolesAt,
  type SiteOfMine,
  type Standing,
  sitesOf,
} from '../standing/standing.ts'
import { supportAuthenticator } from '../support/authenticate.ts'
import { isSupportToken } from '../support/support-store.ts'
import { attendanceBy } from './attendance.ts'
import { presentedToken } from './cookie.ts'
import { findSession, type LiveSession, prolong, requireSession, toSession } from './session.ts'
import { hashToken } from './token.ts'

type AskedFrom = Parameters<Authenticate>[1]
interface Origin {
  readonly pool: Pool
  readonly baseUrl: string
}
type Wish = string | string[] | undefined

/** A site that is not one's own is answered like one that does not exist. */
function chooseSite(standing: Standing, wished: Wish, current: string | null): SiteOfMine | null {
  const sites = sitesOf(standing)
  const site = sites.find(({ id }) => id === (wished || current))
  if (wished && !site) throw notFound()
  return site ?? sites[0] ?? null
}

function chooseRoles(standing: Standing, site: SiteOfMine | null, wished: Wish): readonly RoleOfMine[] {
  const roles = rolesAt(standing, site?.id ?? null, wished ? String(wished) : null)
  if (wished && roles.length === 0) throw notFound()
  return roles
}

/** Everyone with the same roles shares one Access, and with it whatever the kernel has prepared for it. */
function accesses(max = 5_000) {
  const known = new LRUCache<string, Access>({ max })
  const ofRoles = new WeakMap<readonly RoleOfMine[], Access>()
  const find = (version: string, roles: readonly RoleOfMine[]): Access => {
    const key = `${version} ${roles
      .map(role => role.id)
      .sort()
      .join(' ')}`
    const access = known.get(key) ?? accessWith(roles)
    known.set(key, access)
    return access
  }
  return (version: string, roles: readonly RoleOfMine[]) => keep(ofRoles, roles, () => find(version, roles))
}

async function lookUp(pool: Pool, token: string): Promise<LiveSession | null> {
  try {
    const [rows] = await pool.instance([findSession(token)])
    if (!rows?.[0]) return null
    const session = toSession(rows[0])
    if (session.ageing) await pool.instance([prolong(session.id)])
    return session
  } catch (error) {
    throw translate(error)
  }
}

/** How long a session is taken from memory; each use is still proved to the database by the work itself. */
const remembrance = { ttl: 30_000, max: 10_000 }

function sessions(pool: Pool) {
  const known = new LRUCache<string, LiveSession>(remembrance)
  return async (token: string, look: 'now' | 'remembered'): Promise<{ session: LiveSession; proof?: Proof } | null> => {
    const stored = hashToken(token)
    const session = look === 'remembered' ? known.get(stored) : undefined
    if (session) return { session, proof: { statement: requireSession(stored, session), given: false } }
    const found = await lookUp(pool, stored)
    if (found) known.set(stored, found)
    else known.delete(stored)
    return found && { session: found }
  }
}

type SessionOf = ReturnType<typeof sessions>
/** What is remembered may be stricter than what holds by now, so nobody is turned away on memory alone. */
async function allowedFrom(address: string, token: string, look: 'now' | 'remembered', sessionOf: SessionOf) {
  const isAllowed = (found: Awaited<ReturnType<SessionOf>>) =>
    found === null || isAddressAllowed(found.session.addressRules, address)
  const first = await sessionOf(token, look)
  if (isAllowed(first)) return first
  const found = first?.proof ? await sessionOf(token, 'now') : first
  if (!isAllowed(found)) throw addressNotAllowed()
  return found
}

/**
 * Looks requests up: one indexed query each. What the person may do is remembered under the tenant's access version,
 * which that same query reads, so a right taken away anywhere is gone at the next request.
 */
export function authenticator({ pool, baseUrl }: Origin): {
  readonly authenticate: Authenticate
  readonly attendance: Attendance
} {
  const standingOf = standings(pool)
  const accessOfRoles = accesses()
  const sessionOf = sessions(pool)
  const byKey = keyAuthenticator({ pool, standingOf, chooseSite, chooseRoles })
  const bySupport = supportAuthenticator({ pool, chooseSite, chooseRoles })
  async function actorOf(session: LiveSession, headers: IncomingHttpHeaders, origin: AskedFrom, proof?: Proof) {
    const { tenant, user, memberId, accessVersion } = session
    const { language, requestId, address } = origin
    const standing = await standingOf({ tenantId: tenant.id, memberId, version: accessVersion })
    const site = chooseSite(standing, headers['x-site-id'], session.siteId)
    const roles = chooseRoles(standing, site, headers['x-role-id'])
    const actor: Actor = {
      memberId,
      name: user.name,
      siteId: site?.id ?? null,
      departmentIds: standing.departmentIds,
      access: accessOfRoles(accessVersion, roles),
      language,
      origin: { via: 'http', requestId, address },
      ...(proof ? { proof } : {}),
    }
    const only = headers['x-role-id'] ? String(headers['x-role-id']) : null
    remember(actor, {
      sessionId: session.id,
      userId: user.id,
      email: user.email,
      slug: tenant.slug,
      standing,
      site,
      roles,
      only,
    })
    return actor
  }
  const authenticate: Authenticate = async ({ headers }, origin, look = 'now') => {
    const presented = presentedToken(headers, baseUrl)
    if (presented && isApiKey(presented.token))
      return presented.byCookie ? null : byKey(presented.token, headers, origin)
    if (presented && isSupportToken(presented.token)) {
      const operator = await bySupport(presented.token, headers, origin)
      return operator && { ...operator, byCookie: presented.byCookie }
    }
    const found = presented && (await allowedFrom(origin.address, presented.token, look, sessionOf))
    if (!found) return null
    const { session, proof } = found
    return {
      tenant: session.tenant,
      actor: await actorOf(session, headers, origin, proof),
      byCookie: presented.byCookie,
    }
  }
  return { authenticate, attendance: attendanceBy({ pool, baseUrl, actorOf, byKey, bySupport }) }
}
