import type { Pool } from '../data/pool.ts'
import type { Tenant } from '../entity/ctx.ts'
import type { System } from '../entity/system.ts'

/** The organisations background work is done for. */
export interface Tenants {
  /** All active ones. Reads them anew. */
  active(): Promise<readonly ActiveTenant[]>
  /** One of them; undefined when it is suspended or gone. At most ten seconds old. */
  find(id: string): Promise<ActiveTenant | undefined>
  /** Whether the reactions and schedules of a system are to run for it. */
  uses(tenant: Tenant, system: System): Promise<boolean>
}
export interface ActiveTenant extends Tenant {
  readonly slug: string
  readonly createdAt: Date
}

const columns = 'select id, slug, name, time_zone, currency, created_at::text from kernel.tenant'
const maximumAge = 10_000

function tenantOf([id, slug, name, timeZone, currency, createdAt]: readonly (string | null)[]): ActiveTenant {
  const text = { id, slug, name, timeZone, currency } as Omit<ActiveTenant, 'createdAt'>
  return { ...text, createdAt: new Date(createdAt as string) }
}

/** `uses` answers for installable systems; without it every system counts as installed. */
export function openTenants(pool: Pool, uses: Tenants['uses'] = async () => true): Tenants {
  const known = new Map<string, { tenant: ActiveTenant | undefined; until: number }>()
  const keep = (id: string, tenant: ActiveTenant | undefined) =>
    known.set(id, { tenant, until: Date.now() + maximumAge })

  async function read(condition: string, values: readonly unknown[]): Promise<ActiveTenant[]> {
    const [rows = []] = await pool.instance([{ text: `${columns} where status = 'active'${condition}`, values }])
    return rows.map(tenantOf)
  }
  return {
    uses,
    active: async () => {
      const tenants = await read(' order by id', [])
      known.clear()
      for (const tenant of tenants) keep(tenant.id, tenant)
      return tenants
    },
    find: async id => {
      const held = known.get(id)
      if (held && held.until > Date.now()) return held.tenant
      const [tenant] = await read(' and id = $1', [id])
      keep(id, tenant)
      return tenant
    },
  }
}
