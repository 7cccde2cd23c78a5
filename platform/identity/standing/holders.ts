import { type Access, accessOf } from '@tenon/kernel/access/access.ts'
import { type RawBuilder, sql } from '@tenon/kernel/data/sql.ts'
import type { ReadCtx } from '@tenon/kernel/entity/ctx.ts'
import { everyone } from '../role/everyone.ts'
import { type GrantLine, rightsOf } from '../role/grants.rules.ts'
import { linesOfRoles } from './handing-out.ts'

type Asking = Pick<ReadCtx, 'tenant' | 'query'>

/** Active members and the roles in force for each at a site (null: those held everywhere), as one row for each pair. */
const held = (tenantId: string, siteId: string | null): RawBuilder<unknown> => sql`
  select a.parent_id as member, a.role from identity.member_role a
    where a.tenant_id = ${tenantId} and (a.site is null or a.site = ${siteId}::uuid) and not a.is_emergency
    and (a.starts_at is null or a.starts_at <= now()) and (a.ends_at is null or a.ends_at > now())
  union
  select m.parent_id, r.role from identity.member_department m
    join identity.department d on d.tenant_id = m.tenant_id and d.id = m.department and d.deleted_at is null
      and (d.site is null or d.site = ${siteId}::uuid)
    join identity.department_role r on r.tenant_id = d.tenant_id and r.parent_id = d.id
    where m.tenant_id = ${tenantId}
  union
  select m.parent_id, r.role from identity.member_position m
    join identity.position p on p.tenant_id = m.tenant_id and p.id = m.post and p.deleted_at is null
    join identity.department d on d.tenant_id = p.tenant_id and d.id = p.department and d.deleted_at is null
      and (d.site is null or d.site = ${siteId}::uuid)
    join identity.position_role r on r.tenant_id = p.tenant_id and r.parent_id = p.id
    where m.tenant_id = ${tenantId}
    and (m.starts_at is null or m.starts_at <= now()) and (m.ends_at is null or m.ends_at > now())
  union
  select b.member, b.role from identity.break_glass b
    join identity.member_role a on a.tenant_id = b.tenant_id and a.parent_id = b.member and a.role = b.role
      and a.site is not distinct from b.site and a.is_emergency
    where b.tenant_id = ${tenantId} and least(b.ends_at, b.ended_at) > now()
    and (b.site is null or b.site = ${siteId}::uuid)`

/** Each active member with the set of roles in force, sorted, or none; `roles` is what two members with equal rights share. */
export const membersWithRoles = (tenantId: string, siteId: string | null): RawBuilder<unknown> => sql`
  select m.id as member, coalesce(array_agg(distinct h.role order by h.role) filter (where h.role is not null), '{}') as roles
  from identity.member m
  left join (select f.member, f.role from (${held(tenantId, siteId)}) as f
    join identity.role r on r.tenant_id = ${tenantId} and r.id = f.role and r.deleted_at is null and r.kind = 'role') as h
    on h.member = m.id
  where m.tenant_id = ${tenantId} and m.status = 'active' and m.deleted_at is null
  group by m.id`

/** A set of roles, perhaps of none, that at least one member has in force, and how many have just this set. */
export interface RoleSet {
  readonly roles: readonly string[]
  readonly members: number
}
/** In an organisation of many thousands there are as many sets of roles as there are kinds of work: few. */
export const roleSets = (ctx: Asking, siteId: string | null): Promise<RoleSet[]> =>
  ctx.query<RoleSet>(sql`select roles, count(*)::integer as members
    from (${membersWithRoles(ctx.tenant.id, siteId)}) as found group by roles`)

/** The access that a set of roles gives together with what every member has. */
export function accessOfSet(lines: ReadonlyMap<string, readonly GrantLine[]>, roles: readonly string[]) {
  const { grants, mutes } = rightsOf(roles.flatMap(role => lines.get(role) ?? []))
  return accessOf([...everyone.grants, ...grants], mutes)
}

export interface HoldingSet extends RoleSet {
  readonly access: Access
}
/** The sets whose holders have the permission. */
export async function setsThatMay(ctx: Asking, siteId: string | null, permission: string): Promise<HoldingSet[]> {
  const sets = await roleSets(ctx, siteId)
  const lines = await linesOfRoles(
    ctx,
    sets.flatMap(({ roles }) => roles),
  )
  return sets.flatMap(set => {
    const access = accessOfSet(lines, set.roles)
    return access.may(permission) ? [{ ...set, access }] : []
  })
}
