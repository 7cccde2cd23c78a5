import type { Statement } from '@tenon/kernel/data/batch.ts'
import type { Tenant } from '@tenon/kernel/entity/ctx.ts'
import type { Cells } from '@tenon/kernel/fields/field.ts'
import { slidingSeconds } from './auth.ts'
import { absoluteSeconds } from './cookie.ts'

/** What one look at the database tells about a token. */
export interface LiveSession {
  readonly id: string
  readonly siteId: string | null
  /** A day of its sliding limit has passed since it was last moved. */
  readonly ageing: boolean
  readonly user: { readonly id: string; readonly name: string; readonly email: string }
  readonly memberId: string
  readonly tenant: Tenant & { readonly slug: string }
  readonly accessVersion: string
}

/** Every join is by a key, and each of them ends the session: user gone, member suspended, organisation suspended. */
const look = `select s.id, s.site_id,
    s.expires_at < least(now() + $2::integer * interval '1 second', s.created_at + $3::integer * interval '1 second'),
    u.id, u.name, u.email, m.member_id, t.id, t.slug, t.name, t.time_zone, t.currency, t.access_version
  from auth.session s
  join auth."user" u on u.id = s.user_id
  join auth.membership m on m.tenant_id = s.tenant_id and m.member_id = s.member_id and m.user_id = s.user_id and m.active
  join kernel.tenant t on t.id = s.tenant_id and t.status = 'active'
  where s.token = $1 and s.expires_at > now()`

/** `stored` is the token's hash. */
export const findSession = (stored: string): Statement => ({
  text: look,
  values: [stored, slidingSeconds - 24 * 3600, absoluteSeconds],
})

/** Fails the flight it is sent with when the session is no longer this one. */
export const requireSession = (stored: string, session: LiveSession): Statement => ({
  text: 'select auth.require_session($1, $2, $3, $4, $5)',
  values: [stored, session.tenant.id, session.memberId, session.siteId, session.accessVersion],
})

export function toSession(cells: Cells): LiveSession {
  const [id, siteId, ageing, userId, userName, email, memberId, tenantId, slug, name, timeZone, currency, version] =
    cells as readonly string[] as readonly [string, string | null, ...string[]]
  return {
    id,
    siteId,
    ageing: ageing === 't',
    user: { id: userId as string, name: userName as string, email: email as string },
    memberId: memberId as string,
    tenant: {
      id: tenantId as string,
      slug: slug as string,
      name: name as string,
      timeZone: timeZone as string,
      currency: currency as string,
    },
    accessVersion: version as string,
  }
}

/** Moves the sliding limit, never beyond the absolute one. */
export const prolong = (id: string): Statement => ({
  text: `update auth.session set updated_at = now(), expires_at =
    least(now() + $2::integer * interval '1 second', created_at + $3::integer * interval '1 second') where id = $1`,
  values: [id, slidingSeconds, absoluteSeconds],
})

export const endSession = (id: string): Statement => ({ text: 'delete from auth.session where id = $1', values: [id] })
/** All sessions of an account, in every organisation; one may be spared. */
export const endSessionsOf = (userId: string, spared: string | null = null): Statement => ({
  text: 'delete from auth.session where user_id = $1 and id is distinct from $2::uuid',
  values: [userId, spared],
})
export const moveSession = (id: string, siteId: string): Statement => ({
  text: 'update auth.session set site_id = $2, updated_at = now() where id = $1',
  values: [id, siteId],
})
