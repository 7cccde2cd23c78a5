import type { Statement } from '@tenon/kernel/data/batch.ts'
import type { Cells } from '@tenon/kernel/fields/field.ts'
import type { Entrant, NeedKind, Place } from './entrant.ts'
import { hashToken } from './token.ts'

const minutes = 10
const mostTries = 10

const forgetExpired: Statement = { text: 'delete from auth.challenge where expires_at < now()', values: [] }

export const storeChallenge = (
  token: string,
  entrant: Entrant,
  met: readonly NeedKind[],
  asks: NeedKind,
): Statement[] => [
  forgetExpired,
  {
    text: `insert into auth.challenge (token, user_id, tenant_id, member_id, method, met, asks, expires_at)
      values ($1, $2, $3, $4, $5, $6, $7, now() + $8::integer * interval '1 minute')`,
    values: [
      hashToken(token),
      entrant.user.id,
      entrant.membership.tenantId,
      entrant.membership.memberId,
      entrant.method,
      met,
      asks,
      minutes,
    ],
  },
]

/** Gives whose it is while it asks just this, and counts that it was tried. */
export const tryChallenge = (token: string, need: NeedKind): Statement => ({
  text: `update auth.challenge c set tries = tries + 1
    from auth."user" u, auth.membership m, kernel.tenant t
    where c.token = $1 and c.asks = $2 and c.expires_at > now() and c.tries < $3 and u.id = c.user_id
      and m.tenant_id = c.tenant_id and m.member_id = c.member_id and m.user_id = c.user_id and m.active
      and t.id = c.tenant_id and t.status = 'active'
    returning c.user_id, u.name, u.email, c.tenant_id, c.member_id, t.slug, c.method, array_to_json(c.met)::text`,
  values: [hashToken(token), need, mostTries],
})

/** Of many that meet it at once, one gets a row. It asks nothing until it is told what. */
export const markMet = (token: string, need: NeedKind): Statement => ({
  text: `update auth.challenge set met = met || $2::text, asks = null
    where token = $1 and asks = $2 and expires_at > now() returning token`,
  values: [hashToken(token), need],
})
export const askNext = (token: string, need: NeedKind): Statement => ({
  text: 'update auth.challenge set asks = $2 where token = $1 and asks is null returning token',
  values: [hashToken(token), need],
})
export const dropChallenge = (token: string): Statement => ({
  text: 'delete from auth.challenge where token = $1',
  values: [hashToken(token)],
})

export function toEntrant(cells: Cells, place: Place): { entrant: Entrant; met: NeedKind[] } {
  const [id, name, email, tenantId, memberId, slug, method, met] = cells as readonly string[] as [string, ...string[]]
  const user = { id, name: String(name), email: String(email) }
  const membership = { tenantId: String(tenantId), memberId: String(memberId), slug: String(slug) }
  return { entrant: { user, membership, method: method as Entrant['method'], place }, met: JSON.parse(String(met)) }
}
