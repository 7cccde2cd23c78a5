import type { IncomingHttpHeaders } from 'node:http'
import { translate } from '@tenon/kernel/data/pg-errors.ts'
import type { Pool } from '@tenon/kernel/data/pool.ts'
import type { Actor } from '@tenon/kernel/entity/ctx.ts'
import type { Authenticate, Authenticated } from '@tenon/kernel/http/authenticate.ts'
import type { Attendance, Guest } from '@tenon/kernel/live/attendance.ts'
import { Problem } from '@tenon/kernel/problem/problem.ts'
import { isAddressAllowed } from '../security/address-gate.ts'
import { signedInAs } from '../standing/standing.ts'
import { presentedToken } from './cookie.ts'
import { findSessions, type LiveSession, toSession } from './session.ts'

type Origin = Parameters<Authenticate>[1]
type Look = (
  token: string,
  headers: IncomingHttpHeaders,
  origin: Origin,
  use: 'attendance',
) => Promise<Pick<Authenticated, 'actor'> | null>

interface Desk {
  readonly pool: Pool
  readonly baseUrl: string
  actorOf(session: LiveSession, headers: IncomingHttpHeaders, origin: Origin): Promise<Actor>
  readonly byKey: Look
  readonly bySupport: Look
}

const originOf = ({ actor, address }: Guest): Origin => ({
  language: actor.language,
  requestId: actor.origin.requestId ?? '',
  address,
})

/** A site, a role or an address that is no longer one's own ends the stay like the end of the session itself. */
const orNobody = (error: unknown): null => {
  if (error instanceof Problem && error.status < 500) return null
  throw error
}

/**
 * Judges who has stayed as a request would be judged, all sessions with one query. Nothing is prolonged and nothing is
 * taken from a key's allowance: staying is no use of a session.
 */
export function attendanceBy({ pool, baseUrl, actorOf, byKey, bySupport }: Desk): Attendance {
  async function sessionsOf(guests: readonly Guest[]): Promise<Map<string, LiveSession>> {
    const ids = guests.flatMap(({ actor }) => (isOwn(actor) ? [signedInAs(actor)?.sessionId as string] : []))
    if (ids.length === 0) return new Map()
    const [rows = []] = await pool.instance([findSessions(ids)]).catch(error => {
      throw translate(error)
    })
    return new Map(rows.map(toSession).map(session => [session.id, session]))
  }
  async function bySession(guest: Guest, session: LiveSession | undefined): Promise<Actor | null> {
    if (!session || !isAddressAllowed(session.addressRules, guest.address)) return null
    return actorOf(session, guest.headers, originOf(guest)).catch(orNobody)
  }
  async function byToken(guest: Guest, look: Look): Promise<Actor | null> {
    const presented = presentedToken(guest.headers, baseUrl)
    const found =
      presented && (await look(presented.token, guest.headers, originOf(guest), 'attendance').catch(orNobody))
    return found?.actor ?? null
  }
  return async guests => {
    const sessions = await sessionsOf(guests)
    return Promise.all(
      guests.map(guest => {
        const how = signedInAs(guest.actor)
        if (how?.by === 'key') return byToken(guest, byKey)
        if (how?.by === 'support') return byToken(guest, bySupport)
        return bySession(guest, how && sessions.get(how.sessionId))
      }),
    )
  }
}

/** Signed in by a session of one's own. */
const isOwn = (actor: Actor) => {
  const how = signedInAs(actor)
  return how !== undefined && how.by === undefined
}
