import { fullAccess } from '@tenon/kernel/access/access.ts'
import type { Actor, Tenant } from '@tenon/kernel/entity/ctx.ts'
import type { Call } from '@tenon/kernel/http/route.ts'
import type { Entrant } from '../sign-in/entrant.ts'
import type { Enrolling } from './enrol.ts'
import { rowsOf } from './rows.ts'

/** Somebody on the way in acts for their own account alone. */
const actorOf = ({ membership, user }: Entrant, call: Call): Actor => ({
  memberId: membership.memberId,
  name: user.name,
  siteId: null,
  access: fullAccess,
  language: call.language,
  origin: { via: 'http', requestId: call.requestId, address: call.address },
})

/** What is done on the way in is told in the history of the organisation one is entering. */
export async function enteringAs(entrant: Entrant, call: Call): Promise<Enrolling> {
  const text = 'select name, time_zone, currency from kernel.tenant where id = $1'
  const id = entrant.membership.tenantId
  const [[name, timeZone, currency] = []] = await rowsOf(call.runtime, { text, values: [id] })
  const tenant: Tenant = { id, name: String(name), timeZone: String(timeZone), currency: String(currency) }
  return { runtime: call.runtime, tenant, actor: actorOf(entrant, call), user: entrant.user }
}

export const placeOf = ({ address, request }: Call) => ({ address, userAgent: request.headers['user-agent'] })
