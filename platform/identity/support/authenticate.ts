import type { IncomingHttpHeaders } from 'node:http'
import { translate } from '@tenon/kernel/data/pg-errors.ts'
import type { Actor } from '@tenon/kernel/entity/ctx.ts'
import type { Authenticate, Authenticated } from '@tenon/kernel/http/authenticate.ts'
import type { Desk } from '../api-key/authenticate.ts'
import { accessWith, remember } from '../standing/standing.ts'
import { limited, supportStandings } from './support-standing.ts'
import { findAccess, type LiveAccess, toAccess } from './support-store.ts'

/** How an operator is called wherever it matters who did something. */
export const operatorName = (operator: string) => `operator: ${operator}`

type Origin = Parameters<Authenticate>[1]

/** Looks requests of operators up, each anew: an access that is over or was ended lets no further request in. */
export function supportAuthenticator({ pool, chooseSite, chooseRoles }: Omit<Desk, 'standingOf'>) {
  const standingOf = supportStandings(pool)

  async function actorOf(access: LiveAccess, headers: IncomingHttpHeaders, origin: Origin): Promise<Actor> {
    const standing = await standingOf(access)
    const site = chooseSite(standing, headers['x-site-id'], null)
    const roles = chooseRoles(standing, site, headers['x-role-id'])
    const { language, requestId, address } = origin
    const actor: Actor = {
      memberId: null,
      name: operatorName(access.operator),
      siteId: site?.id ?? null,
      access: limited(accessWith(roles)),
      language,
      origin: { via: 'http', requestId, address },
    }
    const place = { standing, site, roles, only: null, narrow: limited }
    remember(actor, {
      by: 'support',
      sessionId: access.id,
      userId: access.id,
      email: '',
      slug: access.tenant.slug,
      ...place,
    })
    return actor
  }

  return async (
    token: string,
    headers: IncomingHttpHeaders,
    origin: Origin,
  ): Promise<Omit<Authenticated, 'byCookie'> | null> => {
    try {
      const [rows] = await pool.instance([findAccess(token)])
      if (!rows?.[0]) return null
      const access = toAccess(rows[0])
      return { tenant: access.tenant, actor: await actorOf(access, headers, origin) }
    } catch (error) {
      throw translate(error)
    }
  }
}
