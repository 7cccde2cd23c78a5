import type { Session } from './connection.ts'
import { openTables, walledTables } from './tables.ts'

/** How many rows were removed, by table. */
export type Counts = readonly (readonly [table: string, rows: number])[]

/** One statement for all tables: foreign keys between them are looked at when every row is gone. */
async function removeWalled(session: Session, tenantId: string): Promise<Counts> {
  const tables = await walledTables(session)
  const deletions = tables.map(({ sql }, i) => `d${i} as (delete from ${sql} where tenant_id = $1 returning 1)`)
  const counts = tables.map((_, i) => `select ${i}, count(*) from d${i}`)
  const found = await session.rows(`with ${deletions.join(', ')} ${counts.join(' union all ')} order by 1`, [tenantId])
  return tables.map(({ name }, i) => [name, Number(found[i]?.[1])] as const)
}

async function removeJobs({ rows }: Session, tenantId: string): Promise<Counts> {
  const [there] = await rows("select to_regclass('pgboss.job') is not null")
  if (there?.[0] !== 't') return []
  const removed = await rows('delete from pgboss.job where group_id = $1 returning 1', [tenantId])
  return [['pgboss.job', removed.length]]
}

/** Removes all rows of the tenant but its own, within the session's transaction with the wall open for it. */
export async function removeRows(session: Session, tenantId: string): Promise<Counts> {
  const walled = await removeWalled(session, tenantId)
  const open: [string, number][] = []
  for (const { name, sql } of await openTables(session)) {
    const removed = await session.rows(`delete from ${sql} where tenant_id = $1 returning 1`, [tenantId])
    open.push([name, removed.length])
  }
  return [...walled, ...open, ...(await removeJobs(session, tenantId))]
}
