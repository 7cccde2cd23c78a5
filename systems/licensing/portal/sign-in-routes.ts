import { credentials, enteredReplies, login, type Membership } from '@tenon/identity'
import type { Runtime } from '@tenon/kernel/data/unit-of-work.ts'
import { type Route, route } from '@tenon/kernel/http/route.ts'
import { partnerClosed } from '../partner-order/order.refusals.ts'

const standingOf = `select p.name, p.status from licensing.partner_user u
  join licensing.partner p on p.tenant_id = u.tenant_id and p.id = u.parent_id and p.deleted_at is null
  where u.tenant_id = $1 and u.member = $2`

/** Where somebody speaks for a partner. Throws PARTNER_CLOSED when there is only a partnership that is not active. */
const speakingAt = (runtime: Runtime) => async (memberships: readonly Membership[]) => {
  const places: Membership[] = []
  let closed: string | undefined
  for (const place of memberships) {
    const { tenantId, memberId } = place
    const [rows] = await runtime.pool.flight(tenantId, [{ text: standingOf, values: [tenantId, memberId] }])
    const [name, status] = rows?.[0] ?? []
    if (status === 'active') places.push(place)
    else if (name) closed = name
  }
  if (places.length === 0 && closed) throw partnerClosed({ partner: closed })
  return places
}

export const signInRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/partners/login',
    operation: 'partners.login',
    summary:
      'Sign in as somebody of a partner; the same answer as at /auth/login, and for everyone else a wrong password',
    tag: 'partner portal',
    access: 'public',
    body: credentials,
    errors: [401, 403],
    replies: enteredReplies,
    run: call => login(call, speakingAt(call.runtime)),
  }),
]
