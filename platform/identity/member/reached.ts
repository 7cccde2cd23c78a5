import { sql } from '@tenon/kernel/data/sql.ts'
import type { ReadCtx } from '@tenon/kernel/entity/ctx.ts'
import type { Handing } from '../standing/handing-out.ts'

export type Recorded = Readonly<Record<string, unknown>> | null
interface RoleLine {
  readonly site?: string | null
  readonly role: string
  readonly startsAt?: string | null
  readonly endsAt?: string | null
}
interface DepartmentLine {
  readonly department: string
}
interface PositionLine {
  readonly post: string
  readonly startsAt?: string | null
  readonly endsAt?: string | null
}
/** A role that comes to a person, and from when: what tells two of them apart. */
export interface Reached extends Handing {
  readonly startsAt: string | null
}

const linesOf = <T>(member: Recorded, name: string) => (member?.[name] ?? []) as readonly T[]

const direct = (member: Recorded): Reached[] =>
  linesOf<RoleLine>(member, 'roles').map(({ site, role, startsAt, endsAt }, i) => ({
    role,
    site: site ?? null,
    startsAt: startsAt ?? null,
    until: endsAt ?? null,
    field: `roles.${i}.role`,
  }))

interface FoundRole {
  readonly source: string
  readonly role: string
  readonly site: string | null
}

async function rolesOfPlaces(ctx: Pick<ReadCtx, 'tenant' | 'query'>, departments: string[], posts: string[]) {
  if (departments.length + posts.length === 0) return []
  return ctx.query<FoundRole>(sql`
    select d.id as source, r.role, d.site from identity.department d
      join identity.department_role r on r.tenant_id = d.tenant_id and r.parent_id = d.id
      where d.tenant_id = ${ctx.tenant.id} and d.id = any(${departments}::uuid[])
    union all
    select p.id, r.role, d.site from identity.position p
      join identity.department d on d.tenant_id = p.tenant_id and d.id = p.department
      join identity.position_role r on r.tenant_id = p.tenant_id and r.parent_id = p.id
      where p.tenant_id = ${ctx.tenant.id} and p.id = any(${posts}::uuid[])`)
}

/** Every role a member's record brings: given to the person, with a department, with a position. */
export async function reachedRoles(ctx: Pick<ReadCtx, 'tenant' | 'query'>, member: Recorded): Promise<Reached[]> {
  const departments = linesOf<DepartmentLine>(member, 'departments')
  const positions = linesOf<PositionLine>(member, 'positions')
  const found = await rolesOfPlaces(
    ctx,
    departments.map(({ department }) => department),
    positions.map(({ post }) => post),
  )
  const from = (source: string) => found.filter(one => one.source === source)
  return [
    ...direct(member),
    ...departments.flatMap(({ department }, i) =>
      from(department).map(({ role, site }) => ({
        role,
        site,
        startsAt: null,
        until: null,
        field: `departments.${i}.department`,
      })),
    ),
    ...positions.flatMap(({ post, startsAt, endsAt }, i) =>
      from(post).map(({ role, site }) => ({
        role,
        site,
        startsAt: startsAt ?? null,
        until: endsAt ?? null,
        field: `positions.${i}.post`,
      })),
    ),
  ]
}
