import { sql } from '@tenon/kernel/data/sql.ts'
import type { ReadCtx } from '@tenon/kernel/entity/ctx.ts'
import type { GrantLine } from '../role/grants.rules.ts'
import type { Lineage } from './reach.rules.ts'

type Asking = Pick<ReadCtx, 'tenant' | 'query'>

/** The ways from the root to these departments, by their ids. */
export async function lineagesOf(ctx: Asking, ids: readonly string[]): Promise<Map<string, Lineage>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.query<{ id: string; lineage: string[] }>(sql`
    select d.id, d.lineage from identity.department d
    where d.tenant_id = ${ctx.tenant.id} and d.id = any(${[...new Set(ids)]}::uuid[])`)
  return new Map(rows.map(({ id, lineage }) => [id, lineage]))
}

/**
 * The rights that reach whatever lies below these departments: of their members, for what is below their own department,
 * and of whoever was given chosen ones of them.
 */
export function rightsReachingBelow(ctx: Asking, departments: Lineage): Promise<GrantLine[]> {
  return ctx.query<GrantLine>(sql`
    with people as (
      select distinct m.parent_id as member from identity.member_department m
        where m.tenant_id = ${ctx.tenant.id} and m.department = any(${departments}::uuid[])
    ), held as (
      select a.role from people p
        join identity.member_role a on a.tenant_id = ${ctx.tenant.id} and a.parent_id = p.member
      union select r.role from people p
        join identity.member_department m on m.tenant_id = ${ctx.tenant.id} and m.parent_id = p.member
        join identity.department_role r on r.tenant_id = m.tenant_id and r.parent_id = m.department
      union select r.role from people p
        join identity.member_position m on m.tenant_id = ${ctx.tenant.id} and m.parent_id = p.member
        join identity.position_role r on r.tenant_id = m.tenant_id and r.parent_id = m.post
    ), source as (
      select role from held
      union select i.role from held h
        join identity.role_include i on i.tenant_id = ${ctx.tenant.id} and i.parent_id = h.role
    )
    select g.permission, g.effect, g.scope, g.among, g.filter, g.fields, g.masked from identity.role_grant g
    where g.tenant_id = ${ctx.tenant.id} and g.effect = 'allow' and (
      (g.scope = 'departmentTree' and g.parent_id in (select role from source))
      or (g.scope = 'departments' and exists (
        select 1 from jsonb_array_elements_text(g.among) as chosen (id) where chosen.id = any(${departments}::text[]))))`)
}

/** The rights of anyone in the organisation to reach below some department. */
export function allRightsReachingBelow(ctx: Asking): Promise<GrantLine[]> {
  return ctx.query<GrantLine>(sql`
    select distinct g.permission, g.effect, g.scope, g.among, g.filter, g.fields, g.masked from identity.role_grant g
    where g.tenant_id = ${ctx.tenant.id} and g.effect = 'allow' and g.scope in ('departmentTree', 'departments')`)
}
