import { sql } from '@tenon/kernel/data/sql.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'

/** How one person orders the views of a list, and which one the list opens with. */
export interface Arrangement {
  readonly ids: readonly string[]
  /** The id of a saved view, or the name of a built-in one. */
  readonly standard: string | null
}

export async function arrangements(work: Work): Promise<Map<string, Arrangement>> {
  const rows = await work.read(sql`select collection, to_json(ids)::text, standard from workspace.view_arrangement
    where tenant_id = ${work.tenant.id} and member_id = ${work.actor.memberId}`)
  return new Map(
    rows.map(([collection, ids, standard]) => [
      collection as string,
      { ids: JSON.parse(ids as string) as string[], standard: standard ?? null },
    ]),
  )
}

const keep = (column: 'ids' | 'standard') => `insert into workspace.view_arrangement
  (tenant_id, member_id, collection, ${column}) values ($1, $2, $3, $4)
  on conflict (tenant_id, member_id, collection) do update set ${column} = excluded.${column}`

export function keepOrder(work: Work, collection: string, ids: readonly string[]): void {
  work.write({ text: keep('ids'), values: [work.tenant.id, work.actor.memberId, collection, ids] })
}
export function keepStandard(work: Work, collection: string, standard: string | null): void {
  work.write({ text: keep('standard'), values: [work.tenant.id, work.actor.memberId, collection, standard] })
}
