import type { Access } from '@tenon/kernel/access/access.ts'
import type { Statement } from '@tenon/kernel/data/batch.ts'
import type { Pool } from '@tenon/kernel/data/pool.ts'
import { LRUCache } from 'lru-cache'
import { type GrantLine, lineOf, rightsOf } from '../role/grants.rules.ts'
import type { RoleOfMine, SiteOfMine, Standing } from '../standing/standing.ts'
import type { LiveAccess } from './support-store.ts'

const sitesOf = (tenantId: string): Statement => ({
  text: `select id, name, code, type from identity.site where tenant_id = $1 and deleted_at is null
    order by type <> 'headquarters', code`,
  values: [tenantId],
})
const roleOf = (tenantId: string, roleId: string | null): Statement => ({
  text: `select r.id, r.key, r.name, r.name_zh, (
      select coalesce(json_agg(json_build_object('permission', g.permission, 'effect', g.effect, 'scope', g.scope,
        'among', g.among, 'filter', g.filter, 'fields', g.fields, 'masked', g.masked)), '[]')
      from identity.role_grant g where g.tenant_id = r.tenant_id and (g.parent_id = r.id or g.parent_id in (
        select i.role from identity.role_include i
        join identity.role grouped on grouped.tenant_id = i.tenant_id and grouped.id = i.role and grouped.kind = 'group'
          and grouped.deleted_at is null
        where i.tenant_id = r.tenant_id and i.parent_id = r.id)))::text
    from identity.role r where r.tenant_id = $1 and r.id = $2 and r.deleted_at is null and r.kind = 'role'`,
  values: [tenantId, roleId],
})

/** Everything may be looked at, nothing changed, and nothing taken out as a file. */
const looking: RoleOfMine = {
  id: '00000000-0000-0000-0000-000000000000',
  key: 'support',
  name: 'Support: look only',
  nameZh: '技术支持：仅查看',
  ...rightsOf(['*.*.list', '*.*.read'].map(permission => lineOf({ permission }))),
}

async function load(pool: Pool, { tenant, roleId }: LiveAccess): Promise<Standing> {
  const [sites = [], roles = []] = await pool.flight(tenant.id, [sitesOf(tenant.id), roleOf(tenant.id, roleId)])
  const [id, key, name, nameZh, lines] = roles[0] ?? []
  const named = { id: id as string, key: key as string, name: name as string, nameZh: nameZh ?? null }
  // A role that was removed meanwhile gives nothing; it does not fall back to looking.
  const chosen =
    roleId === null ? looking : id ? { ...named, ...rightsOf(JSON.parse(lines as string) as GrantLine[]) } : undefined
  const via = { kind: 'direct', id: null, name: null } as const
  const assignments = chosen ? [{ site: null, role: chosen, via, startsAt: null, endsAt: null, sleeps: false }] : []
  const toSite = ([siteId, siteName, code, type]: readonly (string | null)[]) =>
    ({ id: siteId, name: siteName, code, type }) as SiteOfMine
  return { sites: sites.map(toSite), assignments, departmentIds: [] }
}

/** What an operator holds: one role everywhere, as it is at the tenant's present version of rights. */
export function supportStandings(pool: Pool) {
  const known = new LRUCache<string, Standing>({ max: 200 })
  return async (access: LiveAccess): Promise<Standing> => {
    const key = `${access.id} ${access.accessVersion}`
    const standing = known.get(key) ?? (await load(pool, access))
    known.set(key, standing)
    return standing
  }
}

/**
 * Who belongs to the organisation and how they come in is not an operator's to change, whatever role was lent: a door
 * left open would outlast the access.
 */
const isWithheld = (permission: string) => {
  const words = permission.split('.')
  return words[0] === 'identity' && !['list', 'read'].includes(words.at(-1) as string)
}
export const limited = (access: Access): Access => ({
  ...access,
  key: `${access.key} support`,
  grants: permission => (isWithheld(permission) ? [] : access.grants(permission)),
  may: permission => !isWithheld(permission) && access.may(permission),
})
