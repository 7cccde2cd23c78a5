import { sql } from '@tenon/kernel/data/sql.ts'
import type { Actor, ReadCtx } from '@tenon/kernel/entity/ctx.ts'
import type { FieldProblem } from '@tenon/kernel/problem/problem.ts'
import { invalid } from '@tenon/kernel/problem/refusals.ts'
import { covers, type GrantLine, mutedRight, rightsOf } from '../role/grants.rules.ts'
import { accessAt } from './standing.ts'

/** A role that a write would let someone hold, and the field of the body that says so. */
export interface Handing {
  readonly role: string
  readonly site: string | null
  /** Null for good. */
  readonly until: string | null
  readonly field: string
}
type Asking = Pick<ReadCtx, 'tenant' | 'query'>

/** The lines of each role and of the groups it includes, by the role's id. */
export async function linesOfRoles(ctx: Asking, roles: readonly string[]): Promise<Map<string, GrantLine[]>> {
  const ids = [...new Set(roles)]
  if (ids.length === 0) return new Map()
  const rows = await ctx.query<GrantLine & { role: string }>(sql`
    with held as (
      select r.id as role, r.id as source from identity.role r
        where r.tenant_id = ${ctx.tenant.id} and r.id = any(${ids}::uuid[])
      union select i.parent_id, i.role from identity.role_include i
        join identity.role r on r.tenant_id = i.tenant_id and r.id = i.role and r.kind = 'group' and r.deleted_at is null
        where i.tenant_id = ${ctx.tenant.id} and i.parent_id = any(${ids}::uuid[]))
    select h.role, coalesce(g.permission, '') as permission, g.effect, g.scope, g.among, g.filter, g.fields, g.masked
    from held h left join identity.role_grant g on g.tenant_id = ${ctx.tenant.id} and g.parent_id = h.source`)
  const byRole = Map.groupBy(rows, row => row.role)
  return new Map([...byRole].map(([role, lines]) => [role, lines.filter(line => line.permission !== '')]))
}

async function groupsAmong(ctx: Asking, roles: readonly string[]): Promise<Set<string>> {
  const rows = await ctx.query<{ id: string }>(sql`select id from identity.role
    where tenant_id = ${ctx.tenant.id} and id = any(${[...roles]}::uuid[]) and kind = 'group'`)
  return new Set(rows.map(({ id }) => id))
}

/** Whether the actor holds all that the lines give, at the place and for as long. */
export const mayGive = (
  actor: Actor,
  lines: readonly GrantLine[],
  { site, until }: Pick<Handing, 'site' | 'until'>,
) => {
  const access = accessAt(actor, site, until)
  return rightsOf(lines).grants.every(grant => covers(access, grant))
}
/** Whether the actor holds what the lines take away: whoever takes a mute from someone gives that right back. */
export const mayUnmute = (
  actor: Actor,
  lines: readonly GrantLine[],
  { site, until }: Pick<Handing, 'site' | 'until'>,
) => {
  const access = accessAt(actor, site, until)
  return rightsOf(lines).mutes.every(mute => covers(access, mutedRight(mute)))
}

const notHeld = {
  en: 'This role gives rights that you do not hold there yourself.',
  zh: '该角色包含你自己在该处没有的权限。',
}
const notARole = { en: 'A permission group cannot be held by itself.', zh: '权限组不能直接授予。' }

/** Refuses roles that would be newly held, or no longer held, beyond what the actor may give. */
export async function refuseBeyondOwnRights(
  ctx: Asking & Pick<ReadCtx, 'actor'>,
  gained: readonly Handing[],
  lost: readonly Handing[] = [],
): Promise<void> {
  if (gained.length + lost.length === 0) return
  const lines = await linesOfRoles(
    ctx,
    [...gained, ...lost].map(({ role }) => role),
  )
  const groups = await groupsAmong(
    ctx,
    gained.map(({ role }) => role),
  )
  const problems: FieldProblem[] = [
    ...gained
      .filter(({ role }) => groups.has(role))
      .map(({ field }) => ({ field, code: 'NOT_A_ROLE', message: notARole })),
    ...gained
      .filter(handing => !mayGive(ctx.actor, lines.get(handing.role) ?? [], handing))
      .map(({ field }) => ({ field, code: 'NOT_HELD', message: notHeld })),
    ...lost
      .filter(handing => !mayUnmute(ctx.actor, lines.get(handing.role) ?? [], { ...handing, until: null }))
      .map(({ field }) => ({ field, code: 'NOT_HELD', message: notHeld })),
  ]
  if (problems.length) throw invalid({}, { fields: problems })
}
