import type { Statement } from '@tenon/kernel/data/batch.ts'
import type { Pool } from '@tenon/kernel/data/pool.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Actor } from '@tenon/kernel/entity/ctx.ts'
import { standings } from '../standing/load.ts'
import { accessWith, remember, rolesAt } from '../standing/standing.ts'

/** Reads through the transaction, so that what is found is what it goes on with. */
const within = (work: Work): Pool => ({
  ...work.runtime.pool,
  flight: async (_tenantId, statements) => {
    const results = []
    for (const statement of statements) results.push(await work.read(statement))
    return results
  },
})

const look = ({ tenant }: Work, memberId: string): Statement => ({
  text: `select u.id, u.name, u.email from auth.membership m join auth."user" u on u.id = m.user_id
    where m.tenant_id = $1 and m.member_id = $2 and m.active`,
  values: [tenant.id, memberId],
})

/** A member with all rights held at this moment, as the one who gives; null for one who is no longer active. */
export async function giver(work: Work, memberId: string): Promise<Actor | null> {
  const [cells] = await work.read(look(work, memberId))
  const [userId, name, email] = cells ?? []
  if (!userId || !name || !email) return null
  const standing = await standings(within(work), 1)({ tenantId: work.tenant.id, memberId, version: 'now' })
  const roles = rolesAt(standing, null)
  const actor: Actor = {
    memberId,
    name,
    siteId: null,
    departmentIds: standing.departmentIds,
    access: accessWith(roles),
    language: work.actor.language,
    origin: work.actor.origin,
  }
  remember(actor, { sessionId: '', userId, email, slug: '', standing, site: null, roles, only: null })
  return actor
}
