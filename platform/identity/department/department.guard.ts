import { sql } from '@tenon/kernel/data/sql.ts'
import type { ReadCtx } from '@tenon/kernel/entity/ctx.ts'
import type { Guard } from '@tenon/kernel/entity/entity.ts'
import { invalid } from '@tenon/kernel/problem/refusals.ts'
import { type Handing, refuseBeyondOwnRights } from '../standing/handing-out.ts'
import { accessAt } from '../standing/standing.ts'
import { coversAt } from './reach.rules.ts'
import { allRightsReachingBelow, lineagesOf, rightsReachingBelow } from './reach.ts'

type Recorded = Readonly<Record<string, unknown>> | null
type Asking = Pick<ReadCtx, 'tenant' | 'actor' | 'query'>

const rolesIn = (record: Recorded) => (record?.roles ?? []) as readonly { role: string }[]
const siteOf = (record: Recorded) => (record?.site ?? null) as string | null
export const handingKey = ({ role, site }: Handing) => `${site} ${role}`

/** What everyone in it holds through it: its roles, at its site. */
const rolesGiven = (record: Recorded): Handing[] =>
  rolesIn(record).map(({ role }, i) => ({ role, site: siteOf(record), until: null, field: `roles.${i}.role` }))

/** The positions in it bring their roles at its site too. */
async function rolesOfPositions(ctx: Asking, record: Recorded): Promise<Handing[]> {
  if (record?.id === undefined) return []
  const rows = await ctx.query<{ role: string }>(sql`
    select distinct r.role from identity.position p
    join identity.position_role r on r.tenant_id = p.tenant_id and r.parent_id = p.id
    where p.tenant_id = ${ctx.tenant.id} and p.department = ${record.id}::uuid and p.deleted_at is null`)
  return rows.map(({ role }) => ({ role, site: siteOf(record), until: null, field: 'site' }))
}

/** What the one list has and the other has not. */
export const beyond = (these: readonly Handing[], those: readonly Handing[]): Handing[] => {
  const known = new Set(those.map(handingKey))
  return these.filter(handing => !known.has(handingKey(handing)))
}

async function refuseRolesBeyondOwn(ctx: Asking, before: Recorded, after: Recorded) {
  if (after === null) return
  const isElsewhere = before !== null && siteOf(before) !== siteOf(after)
  const [had, has] = isElsewhere
    ? [await rolesOfPositions(ctx, before), await rolesOfPositions(ctx, { ...after, id: before.id })]
    : [[], []]
  const given = [rolesGiven(before).concat(had), rolesGiven(after).concat(has)] as const
  await refuseBeyondOwnRights(ctx, beyond(given[1], given[0]), before ? beyond(given[0], given[1]) : [])
}

const outOfReach = {
  en: 'People above the new place would reach more in this branch than you may reach yourself.',
  zh: '移动后，新上级部门的人员在该分支中获得的权限将超出你自己的权限。',
}

/** Whoever moves a branch lets those above its new place reach it: no more than the mover reaches in it already. */
async function refuseReachBeyondOwn(ctx: Asking, before: Recorded, after: Recorded) {
  if (!before || !after || (before.parent ?? null) === (after.parent ?? null)) return
  const parent = (after.parent ?? null) as string | null
  const lineages = await lineagesOf(ctx, [String(before.id), ...(parent ? [parent] : [])])
  const lineage = lineages.get(String(before.id)) ?? []
  const above = parent === null ? [] : lineages.get(parent)
  const gained = above?.filter(id => !lineage.includes(id))
  if (gained?.length === 0) return
  // A parent that comes in the same file is not there yet: then nobody knows who will be above it.
  const lines = await (gained ? rightsReachingBelow(ctx, gained) : allRightsReachingBelow(ctx))
  const access = accessAt(ctx.actor, ctx.actor.siteId)
  if (!coversAt(access, ctx.actor.departmentIds ?? [], { lineage, andBelow: true }, lines))
    throw invalid({}, { fields: [{ field: 'parent', code: 'NOT_HELD', message: outOfReach }] })
}

/** Nobody hands out, through a department's roles, site or place in the tree, more than they hold. */
export const guardDepartment: Guard = async ({ ctx, before, after }) => {
  await refuseRolesBeyondOwn(ctx, before, after)
  await refuseReachBeyondOwn(ctx, before, after)
}
