import { sql } from '@tenon/kernel/data/sql.ts'
import type { ReadCtx } from '@tenon/kernel/entity/ctx.ts'
import type { Guard } from '@tenon/kernel/entity/entity.ts'
import { invalid } from '@tenon/kernel/problem/refusals.ts'
import { covers, type GrantLine, isEverything, toGrant } from '../role/grants.rules.ts'
import { requireAdministrator } from '../standing/administrators.ts'
import { accessAt } from '../standing/standing.ts'

interface Assignment {
  readonly site: string | null
  readonly role: string
}
type Recorded = Readonly<Record<string, unknown>> | null

const assignmentsOf = (member: Recorded): Assignment[] =>
  ((member?.roles ?? []) as { site?: string | null; role: string }[]).map(({ site, role }) => ({
    site: site ?? null,
    role,
  }))

/** Suspended people hold their roles on paper only, so bringing one back grants them anew. */
const effective = (member: Recorded) => (member?.status === 'suspended' ? [] : assignmentsOf(member))

async function grantsOf(ctx: Pick<ReadCtx, 'tenant' | 'query'>, roles: readonly string[]) {
  const rows = await ctx.query<GrantLine & { role: string }>(sql`select parent_id as role, permission, scope, fields
    from identity.role_grant where tenant_id = ${ctx.tenant.id} and parent_id = any(${roles}::uuid[])`)
  return Map.groupBy(rows, row => row.role)
}

const notHeld = {
  en: 'This role gives rights that you do not hold there yourself.',
  zh: '该角色包含你自己在该处没有的权限。',
}

/** Refuses roles that `after` has beyond `before` and that give more than the actor holds at their site. */
export async function refuseBeyondOwnRights({ ctx, before, after }: Parameters<Guard>[0]) {
  const keyOf = ({ site, role }: Assignment) => `${site} ${role}`
  const had = new Set(effective(before).map(keyOf))
  const all = assignmentsOf(after)
  const added = all.filter(assignment => !had.has(keyOf(assignment)))
  if (added.length === 0) return
  const grants = await grantsOf(ctx, [...new Set(added.map(({ role }) => role))])
  const allowed = ({ site, role }: Assignment) =>
    (grants.get(role) ?? []).every(line => covers(accessAt(ctx.actor, site), toGrant(line)))
  const problems = added.filter(assignment => !allowed(assignment)).map(assignment => all.indexOf(assignment))
  if (problems.length)
    throw invalid({}, { fields: problems.map(i => ({ field: `roles.${i}.role`, code: 'NOT_HELD', message: notHeld })) })
}

async function isAdministrator(ctx: Pick<ReadCtx, 'tenant' | 'query'>, member: Recorded) {
  const everywhere = effective(member).filter(({ site }) => site === null)
  if (everywhere.length === 0) return false
  const grants = await grantsOf(
    ctx,
    everywhere.map(({ role }) => role),
  )
  return [...grants.values()].flat().some(line => isEverything(toGrant(line)))
}

/** Nobody gives away what they do not hold, and the last administrator stays. */
export const guardMember: Guard = async write => {
  const { ctx, before, after } = write
  await refuseBeyondOwnRights(write)
  if (before && (await isAdministrator(ctx, before)) && !(await isAdministrator(ctx, after)))
    await requireAdministrator(ctx, { besidesMember: String(before.id) })
}
