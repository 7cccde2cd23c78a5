import { require } from '@tenon/kernel/access/access.ts'
import { rowCondition, shownCondition } from '@tenon/kernel/access/scope.ts'
import { filterConditions } from '@tenon/kernel/data/filter.ts'
import { reachable } from '@tenon/kernel/data/list.ts'
import { shapeOf } from '@tenon/kernel/data/shape.ts'
import { type RawBuilder, sql } from '@tenon/kernel/data/sql.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import { department } from '../department/department.entity.ts'
import { member } from '../member/member.entity.ts'
import { position } from './position.entity.ts'

export interface StaffingWish {
  /** Positions of this department and of all below it. */
  readonly department?: string | undefined
  readonly vacant: boolean
  readonly size: number
  readonly number: number
}

/** Held now, by someone who has not left. */
const inForce = (work: Work) => sql<boolean>`h.tenant_id = t.tenant_id and h.post = t.id
  and (h.starts_at is null or h.starts_at <= ${work.now}::timestamptz)
  and (h.ends_at is null or h.ends_at > ${work.now}::timestamptz)
  and m.deleted_at is null and m.status <> 'archived'`
const holding = sql`identity.member_position h
  join identity.member m on m.tenant_id = h.tenant_id and m.id = h.parent_id`

/** Names only of people one may see; how many there are is the position's own. */
function holders(work: Work, deputies: boolean): RawBuilder<unknown> {
  const grants = work.actor.access.grants('identity.member.list')
  const seen = grants.length
    ? ['name', 'positions'].map(field => shownCondition(member, grants, field, 'm'))
    : ['never']
  if (seen.includes('never')) return sql`null`
  const rows = rowCondition(member, grants, 'm')
  const conditions = [...seen, rows ?? 'always'].filter(condition => typeof condition !== 'string')
  const visible = conditions.length ? sql`and ${sql.join(conditions, sql` and `)}` : sql``
  return sql`(select json_agg(json_build_object('id', m.id, 'name', m.name, 'endsAt', h.ends_at) order by m.name)::text
    from ${holding} where ${inForce(work)} and h.is_deputy = ${deputies} ${visible})`
}

const filled = (work: Work) => sql`(select count(*) from ${holding} where ${inForce(work)} and not h.is_deputy)`

const instant = (holder: { id: string; name: string; endsAt: string | null }) => ({
  ...holder,
  endsAt: holder.endsAt === null ? null : new Date(holder.endsAt).toISOString(),
})
const listOf = (cell: string | null | undefined) => (cell ? JSON.parse(cell).map(instant) : [])

/** Who holds which position, who stands in, and how many places are open. */
export async function staffing(work: Work, wish: StaffingWish) {
  const grants = require(work.actor.access, 'identity.position.list')
  const shape = shapeOf(position, grants, ['name', 'code', 'department', 'headcount'])
  const below = wish.department
    ? filterConditions(position, [{ field: 'department', operator: 'below', text: wish.department }], () => true, 't')
    : []
  const vacant = wish.vacant ? [sql<boolean>`t.headcount > ${filled(work)}`] : []
  const where = sql.join([...reachable(position, grants), ...below, ...vacant], sql` and `)
  const [[total] = []] = await work.read(sql`select count(*) from identity.position t where ${where}`)
  const rows =
    await work.read(sql`select ${filled(work)}, ${holders(work, false)}, ${holders(work, true)}, d.name, ${shape.select}
    from identity.position t
    left join identity.department d on d.tenant_id = t.tenant_id and d.id = t.department and ${seenDepartments(work)}
    where ${where} order by t.name, t.id limit ${wish.size} offset ${(wish.number - 1) * wish.size}`)
  const data = rows.map(([count, holding, deputies, departmentName, ...cells]) => {
    const { id, version, name, code, headcount, department: within } = shape.read(cells, work.today)
    const places = typeof headcount === 'number' ? headcount : null
    return {
      id: id as string,
      version: version as number,
      name: (name ?? null) as string | null,
      code: (code ?? null) as string | null,
      department: within ? { id: within as string, name: departmentName ?? null } : null,
      headcount: places,
      filled: Number(count),
      vacancies: places === null ? null : Math.max(places - Number(count), 0),
      holders: listOf(holding),
      deputies: listOf(deputies),
    }
  })
  return { data, page: { number: wish.number, size: wish.size, total: Number(total) } }
}

/** Where the department's name may be told. */
function seenDepartments(work: Work): RawBuilder<unknown> {
  const grants = work.actor.access.grants('identity.department.read')
  const shown = grants.length ? shownCondition(department, grants, 'name', 'd') : 'never'
  if (shown === 'never') return sql`false`
  const rows = rowCondition(department, grants, 'd')
  const conditions = [shown, rows ?? 'always'].filter(condition => typeof condition !== 'string')
  return conditions.length ? sql.join(conditions, sql` and `) : sql`true`
}
