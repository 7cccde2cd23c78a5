import { sql } from '@tenon/kernel/data/sql.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'

/** What members are called, by id, also of those who have left: whoever speaks beside a record is known by name. */
export async function memberNames(work: Work, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter(id => id !== null))]
  if (wanted.length === 0) return new Map()
  const rows = await work.read(sql`select id, name from identity.member
    where tenant_id = ${work.tenant.id} and id = any(${wanted}::uuid[])`)
  return new Map(rows.map(([id, name]) => [id as string, name as string]))
}
