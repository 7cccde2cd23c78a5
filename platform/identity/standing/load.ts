import type { Statement } from '@tenon/kernel/data/batch.ts'
import { translate } from '@tenon/kernel/data/pg-errors.ts'
import type { Pool } from '@tenon/kernel/data/pool.ts'
import { toInstant } from '@tenon/kernel/fields/date/date.ts'
import type { Cells } from '@tenon/kernel/fields/field.ts'
import { LRUCache } from 'lru-cache'
import { type GrantLine, rightsOf } from '../role/grants.rules.ts'
import type { Assignment, SiteOfMine, Standing, Via } from './standing.ts'

const sitesOf = (tenantId: string): Statement => ({
  text: `select id, name, code, type from identity.site where tenant_id = $1 and deleted_at is null
    order by type <> 'headquarters', code`,
  values: [tenantId],
})

/** Every way a role is held: by the person, with a department or a position, or opened in an emergency. */
const assignmentsOf = (tenantId: string, memberId: string): Statement => ({
  text: `with held as (
      select case when a.is_emergency then 'emergency' else 'direct' end as kind, null::uuid as via, null::text as via_name,
        a.site, a.role, a.starts_at, a.ends_at, a.is_emergency as sleeps, a.position as rank
      from identity.member_role a where a.tenant_id = $1 and a.parent_id = $2
      union all
      select 'department', d.id, d.name, d.site, r.role, null, null, false, 1000 + m.position
      from identity.member_department m
      join identity.department d on d.tenant_id = m.tenant_id and d.id = m.department and d.deleted_at is null
      join identity.department_role r on r.tenant_id = d.tenant_id and r.parent_id = d.id
      where m.tenant_id = $1 and m.parent_id = $2
      union all
      select 'position', p.id, p.name, d.site, r.role, m.starts_at, m.ends_at, false, 2000 + m.position
      from identity.member_position m
      join identity.position p on p.tenant_id = m.tenant_id and p.id = m.post and p.deleted_at is null
      join identity.department d on d.tenant_id = p.tenant_id and d.id = p.department and d.deleted_at is null
      join identity.position_role r on r.tenant_id = p.tenant_id and r.parent_id = p.id
      where m.tenant_id = $1 and m.parent_id = $2
      union all
      select 'emergency', b.id, b.reason, a.site, a.role, b.created_at, least(b.ends_at, b.ended_at), false, 3000
      from identity.break_glass b
      join identity.member_role a on a.tenant_id = b.tenant_id and a.parent_id = b.member and a.role = b.role
        and a.site is not distinct from b.site and a.is_emergency
      where b.tenant_id = $1 and b.member = $2 and least(b.ends_at, b.ended_at) > now()
    )
    select h.kind, h.via, h.via_name, h.site, h.starts_at, h.ends_at, h.sleeps, r.id, r.key, r.name, r.name_zh, (
      select coalesce(json_agg(json_build_object('permission', g.permission, 'effect', g.effect, 'scope', g.scope,
        'among', g.among, 'filter', g.filter, 'fields', g.fields, 'masked', g.masked) order by g.parent_id <> r.id, g.position), '[]')
      from identity.role_grant g where g.tenant_id = r.tenant_id and (g.parent_id = r.id or g.parent_id in (
        select i.role from identity.role_include i
        join identity.role grouped on grouped.tenant_id = i.tenant_id and grouped.id = i.role and grouped.kind = 'group'
          and grouped.deleted_at is null
        where i.tenant_id = r.tenant_id and i.parent_id = r.id)))::text
    from held h
    join identity.role r on r.tenant_id = $1 and r.id = h.role and r.deleted_at is null and r.kind = 'role'
    order by h.rank`,
  values: [tenantId, memberId],
})
const departmentsOf = (tenantId: string, memberId: string): Statement => ({
  text: `select m.department from identity.member_department m
    join identity.department d on d.tenant_id = m.tenant_id and d.id = m.department and d.deleted_at is null
    where m.tenant_id = $1 and m.parent_id = $2`,
  values: [tenantId, memberId],
})

const instantOf = (cell: Cells[number] | undefined) => (cell ? toInstant(cell) : null)

function toAssignment(cells: Cells): Assignment {
  const [kind, via, viaName, site, startsAt, endsAt, sleeps, id, key, name, nameZh, lines] = cells
  return {
    site: site ?? null,
    via: { kind: kind as Via['kind'], id: via ?? null, name: viaName ?? null },
    startsAt: instantOf(startsAt),
    endsAt: instantOf(endsAt),
    sleeps: sleeps === 't',
    role: {
      id: id as string,
      key: key as string,
      name: name as string,
      nameZh: nameZh ?? null,
      ...rightsOf(JSON.parse(lines as string) as GrantLine[]),
    },
  }
}

function toSite([id, name, code, type]: Cells): SiteOfMine {
  return { id: id as string, name: name as string, code: code as string, type: type as string }
}

/** What a member holds now. */
export async function loadStanding(pool: Pool, tenantId: string, memberId: string): Promise<Standing> {
  const [sites = [], assignments = [], departments = []] = await pool.flight(tenantId, [
    sitesOf(tenantId),
    assignmentsOf(tenantId, memberId),
    departmentsOf(tenantId, memberId),
  ])
  return {
    sites: sites.map(toSite),
    assignments: assignments.map(toAssignment),
    departmentIds: departments.map(([id]) => id as string),
  }
}

/** A member at one version of the tenant's rights; a change of any right counts the version up and is a new key. */
export interface StandingKey {
  readonly tenantId: string
  readonly memberId: string
  readonly version: string
}

/** Remembers what members hold, at most `max` of them, so that a request need not ask for it. */
export function standings(pool: Pool, max = 5_000) {
  const known = new LRUCache<string, Promise<Standing>>({ max })
  return ({ tenantId, memberId, version }: StandingKey): Promise<Standing> => {
    const key = `${memberId} ${version}`
    let standing = known.get(key)
    if (!standing) {
      standing = loadStanding(pool, tenantId, memberId)
      known.set(key, standing)
      standing.catch(() => known.delete(key))
    }
    return standing.catch(error => {
      throw translate(error)
    })
  }
}
