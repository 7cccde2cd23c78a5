import { canonical } from '@tenon/kernel/audit/canonical.ts'
import type { ReadCtx } from '@tenon/kernel/entity/ctx.ts'
import type { Guard } from '@tenon/kernel/entity/entity.ts'
import { invalid } from '@tenon/kernel/problem/refusals.ts'
import { coversAt } from '../department/reach.rules.ts'
import { lineagesOf } from '../department/reach.ts'
import type { GrantLine } from '../role/grants.rules.ts'
import { linesOfRoles } from '../standing/handing-out.ts'
import { accessAt } from '../standing/standing.ts'
import { faultsOfMemberships, membershipsOf } from './memberships.rules.ts'
import { type Recorded, reachedRoles } from './reached.ts'

/** Refuses two main departments, and the same department twice. */
export function refuseWrongMemberships(after: Recorded): void {
  const fields = faultsOfMemberships(membershipsOf(after))
  if (fields.length) throw invalid({}, { fields })
}

/** A right in "my department", and a department that it is then a right in. */
interface Reach {
  readonly department: string
  readonly line: GrantLine
  readonly field: string
}
const relative = ({ effect, scope }: GrantLine) =>
  effect === 'allow' && (scope === 'department' || scope === 'departmentTree')
const isAwake = (member: Recorded) => member?.status !== 'suspended' && member?.status !== 'archived'

async function reachesOf(ctx: Pick<ReadCtx, 'tenant' | 'query'>, member: Recorded): Promise<Map<string, Reach>> {
  const memberships = membershipsOf(member)
  if (memberships.length === 0 || !isAwake(member)) return new Map()
  const roles = (await reachedRoles(ctx, member)).map(({ role }) => role)
  const lines = [...(await linesOfRoles(ctx, roles)).values()].flat().filter(relative)
  const reaches = memberships.flatMap(({ department }, i) =>
    lines.map(line => ({ department, line, field: `departments.${i}.department` })),
  )
  return new Map(reaches.map(reach => [canonical([reach.department, reach.line]), reach]))
}

const outOfReach = {
  en: 'There this person would reach more than you may reach yourself.',
  zh: '此人在该部门可及的范围将超出你自己的权限。',
}

/** Rights in "my department" mean another one for everyone: nobody lets someone reach there what they do not. */
export const refuseWiderReach: Guard = async ({ ctx, before, after }) => {
  const [had, has] = [await reachesOf(ctx, before), await reachesOf(ctx, after)]
  const gained = [...has].filter(([key]) => !had.has(key)).map(([, reach]) => reach)
  if (gained.length === 0) return
  const lineages = await lineagesOf(
    ctx,
    gained.map(({ department }) => department),
  )
  const access = accessAt(ctx.actor, ctx.actor.siteId)
  const isBeyond = ({ department, line }: Reach) => {
    const place = { lineage: lineages.get(department) ?? [department], andBelow: line.scope === 'departmentTree' }
    return !coversAt(access, ctx.actor.departmentIds ?? [], place, [line])
  }
  const fields = [...new Set(gained.filter(isBeyond).map(({ field }) => field))]
  if (fields.length)
    throw invalid({}, { fields: fields.map(field => ({ field, code: 'NOT_HELD', message: outOfReach })) })
}
