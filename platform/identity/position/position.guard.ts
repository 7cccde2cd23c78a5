import { sql } from '@tenon/kernel/data/sql.ts'
import type { ReadCtx } from '@tenon/kernel/entity/ctx.ts'
import type { Guard } from '@tenon/kernel/entity/entity.ts'
import { beyond } from '../department/department.guard.ts'
import { type Handing, refuseBeyondOwnRights } from '../standing/handing-out.ts'

type Recorded = Readonly<Record<string, unknown>> | null

/** What whoever holds it holds through it: its roles, at the site of its department. */
async function rolesGiven(ctx: Pick<ReadCtx, 'tenant' | 'query'>, position: Recorded): Promise<Handing[]> {
  const roles = (position?.roles ?? []) as readonly { role: string }[]
  if (roles.length === 0) return []
  const [department] = await ctx.query<{ site: string | null }>(sql`
    select site from identity.department where tenant_id = ${ctx.tenant.id} and id = ${position?.department}::uuid`)
  const site = department?.site ?? null
  return roles.map(({ role }, i) => ({ role, site, until: null, field: `roles.${i}.role` }))
}

/** Nobody hands out, through a position's roles or by moving it to another department, more than they hold. */
export const guardPosition: Guard = async ({ ctx, before, after }) => {
  if (after === null) return
  const [had, has] = [await rolesGiven(ctx, before), await rolesGiven(ctx, after)]
  await refuseBeyondOwnRights(ctx, beyond(has, had), before ? beyond(had, has) : [])
}
