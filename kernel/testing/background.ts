import pg from 'pg'
import { onTestFinished } from 'vitest'
import type { Log } from '../background/log.ts'
import { type ActiveTenant, openTenants, type Tenants } from '../background/tenants.ts'
import type { Connection, Pool } from '../data/pool.ts'

/** Keeps what is logged, for tests that look. */
export function keepLog(): Log & { readonly lines: string[] } {
  const lines: string[] = []
  const keep = (_: object, line: string) => void lines.push(line)
  return { lines, info: keep, warn: keep, error: keep }
}

/** Only these organisations, so that one test's background work leaves another's alone. */
export function onlyTenants(pool: Pool, ids: readonly string[], uses?: Tenants['uses']): Tenants {
  const all = openTenants(pool, uses)
  const among = (tenant: ActiveTenant | undefined) => (tenant && ids.includes(tenant.id) ? tenant : undefined)
  return { ...all, active: async () => (await all.active()).filter(among), find: async id => among(await all.find(id)) }
}

/** A connection of one's own that is closed with the test; for a tenant, the wall stands open for that one. */
export async function connectFor(connection: Connection, tenantId?: string): Promise<pg.Client> {
  const client = new pg.Client(connection)
  await client.connect()
  onTestFinished(() => client.end())
  if (tenantId) await client.query("select set_config('app.tenant_id', $1, false)", [tenantId])
  return client
}
