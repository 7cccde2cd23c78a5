import type { Statement } from '@tenon/kernel/data/batch.ts'
import { translate } from '@tenon/kernel/data/pg-errors.ts'
import type { Pool } from '@tenon/kernel/data/pool.ts'
import type { Cells } from '@tenon/kernel/fields/field.ts'
import { LRUCache } from 'lru-cache'
import { type GrantLine, toGrant } from '../role/grants.rules.ts'
import type { RoleOfMine, SiteOfMine, Standing } from './standing.ts'

const sitesOf = (tenantId: string): Statement => ({
  text: `select id, name, code, type from identity.site where tenant_id = $1 and deleted_at is null
    order by type <> 'headquarters', code`,
  values: [tenantId],
})

const assignmentsOf = (tenantId: string, memberId: string): Statement => ({
  text: `select a.site, r.id, r.key, r.name, r.name_zh, (
      select coalesce(json_agg(json_build_array(g.permission, g.scope, g.fields) order by g.position), '[]')
      from identity.role_grant g where g.tenant_id = r.tenant_id and g.parent_id = r.id)::text
    from identity.member_role a
    join identity.role r on r.tenant_id = a.tenant_id and r.id = a.role and r.deleted_at is null
    where a.tenant_id = $1 and a.parent_id = $2 order by a.position`,
  values: [tenantId, memberId],
})

function toRole([, id, key, name, nameZh, grants]: Cells): RoleOfMine {
  const lines = JSON.parse(grants as string) as [string, string, string | null][]
  return {
    id: id as string,
    key: key as string,
    name: name as string,
    nameZh: nameZh ?? null,
    grants: lines.map(([permission, scope, fields]) => toGrant({ permission, scope, fields } satisfies GrantLine)),
  }
}

function toSite([id, name, code, type]: Cells): SiteOfMine {
  return { id: id as string, name: name as string, code: code as string, type: type as string }
}

async function load(pool: Pool, tenantId: string, memberId: string): Promise<Standing> {
  const [sites = [], rows = []] = await pool.flight(tenantId, [sitesOf(tenantId), assignmentsOf(tenantId, memberId)])
  const assignments = rows.map(cells => ({ site: cells[0] ?? null, role: toRole(cells) }))
  const here = (site: SiteOfMine) => assignments.some(a => a.site === null || a.site === site.id)
  return { sites: sites.map(toSite).filter(here), assignments }
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
      standing = load(pool, tenantId, memberId)
      known.set(key, standing)
      standing.catch(() => known.delete(key))
    }
    return standing.catch(error => {
      throw translate(error)
    })
  }
}
