import { translate } from '@tenon/kernel/data/pg-errors.ts'
import type { Pool } from '@tenon/kernel/data/pool.ts'
import type { Actor } from '@tenon/kernel/entity/ctx.ts'
import { standings } from './load.ts'
import { accessWith, rolesAt } from './standing.ts'

/** A member at the place from which something was asked for that is done later. */
export interface MemberAt {
  readonly tenantId: string
  readonly memberId: string
  readonly siteId: string | null
}

const look = `select t.access_version, u.name
  from auth.membership m
  join auth."user" u on u.id = m.user_id
  join kernel.tenant t on t.id = m.tenant_id and t.status = 'active'
  where m.tenant_id = $1 and m.member_id = $2 and m.active`

/**
 * Members as actors of background work, each time with the rights held at that moment; null for one who has been
 * suspended or is gone.
 */
export function memberActors(pool: Pool) {
  const standingOf = standings(pool, 500)
  return async ({ tenantId, memberId, siteId }: MemberAt): Promise<Actor | null> => {
    const [rows] = await pool.instance([{ text: look, values: [tenantId, memberId] }]).catch(error => {
      throw translate(error)
    })
    const [version, name] = rows?.[0] ?? []
    if (!version || !name) return null
    const standing = await standingOf({ tenantId, memberId, version })
    const access = accessWith(rolesAt(standing, siteId))
    return {
      memberId,
      name,
      siteId,
      departmentIds: standing.departmentIds,
      access,
      language: 'en',
      origin: { via: 'job' },
    }
  }
}
