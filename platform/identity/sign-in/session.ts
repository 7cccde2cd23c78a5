import type { Statement } from '@tenon/kernel/data/batch.ts'
import type { Tenant } from '@tenon/kernel/entity/ctx.ts'
import type { Cells } from '@tenon/kernel/fields/field.ts'
import { addressRulesSql } from '../security/address-gate.ts'
import { usualPolicy } from '../security/policy.rules.ts'

/** What one look at the database tells about a token. */
export interface LiveSession {
  readonly id: string
  readonly siteId: string | null
  /** So much of its idle limit has passed that it is worth moving along. */
  readonly ageing: boolean
  readonly user: { readonly id: string; readonly name: string; readonly email: string }
  readonly memberId: string
  readonly tenant: Tenant & { readonly slug: string }
  readonly accessVersion: string
  /** From where its organisation lets people in; null for everywhere. */
  readonly addressRules: string | null
}

const { idleMinutes, absoluteHours } = usualPolicy.session
const idle = `coalesce(p.idle_minutes, ${idleMinutes}) * interval '1 minute'`
const absolute = `coalesce(p.absolute_hours, ${absoluteHours}) * interval '1 hour'`
/** Moved along every five minutes, or after a twentieth of an idle limit that is short. */
const step = `least(interval '5 minutes', ${idle} / 20)`

/** Every join is by a key, and each of them ends the session: user gone, member suspended, organisation suspended. */
const look = (condition: string) => `select s.id, s.site_id,
    s.expires_at < least(now() + ${idle} - ${step}, s.created_at + ${absolute}),
    u.id, u.name, u.email, m.member_id, t.id, t.slug, t.name, t.time_zone, t.currency, t.access_version, ${addressRulesSql}
  from auth.session s
  join auth."user" u on u.id = s.user_id
  join auth.membership m on m.tenant_id = s.tenant_id and m.member_id = s.member_id and m.user_id = s.user_id and m.active
  join kernel.tenant t on t.id = s.tenant_id and t.status = 'active'
  left join auth.policy p on p.tenant_id = s.tenant_id
  where ${condition} and s.expires_at > now()`

/** `stored` is the token's hash. */
export const findSession = (stored: string): Statement => ({
  text: look('s.token = $1'),
  values: [stored],
})
/** Those of the sessions that have not ended, in any order. */
export const findSessions = (ids: readonly string[]): Statement => ({
  text: look('s.id = any($1::uuid[])'),
  values: [ids],
})

/** Fails the flight it is sent with when the session is no longer this one. */
export const requireSession = (stored: string, session: LiveSession): Statement => ({
  text: 'select auth.require_session($1, $2, $3, $4, $5)',
  values: [stored, session.tenant.id, session.memberId, session.siteId, session.accessVersion],
})

export function toSession(cells: Cells): LiveSession {
  const [
    id,
    siteId,
    ageing,
    userId,
    userName,
    email,
    memberId,
    tenantId,
    slug,
    name,
    timeZone,
    currency,
    version,
    rules,
  ] = cells as readonly string[] as readonly [string, string | null, ...string[]]
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
    addressRules: rules ?? null,
  }
}

/** Moves the idle limit, never beyond the absolute one. */
export const prolong = (id: string): Statement => ({
  text: `update auth.session s set updated_at = now(), expires_at = least(now() + ${idle}, s.created_at + ${absolute})
    from kernel.tenant t left join auth.policy p on p.tenant_id = t.id
    where s.id = $1 and t.id = s.tenant_id returning s.expires_at`,
  values: [id],
})

/** Ends the sessions of this person here beyond as many as the organisation allows at once, the oldest first. */
export const endSurplus = (tenantId: string, memberId: string): Statement => ({
  text: `delete from auth.session where id in (
    select s.id from auth.session s where s.tenant_id = $1 and s.member_id = $2 order by s.created_at desc, s.id desc
    offset coalesce((select p.concurrent from auth.policy p where p.tenant_id = $1), 1000000))`,
  values: [tenantId, memberId],
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
