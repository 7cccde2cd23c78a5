import { sql } from '@tenon/kernel/data/sql.ts'
import type { ReadCtx } from '@tenon/kernel/entity/ctx.ts'

type Asking = Pick<ReadCtx, 'tenant' | 'query'>
export interface Named {
  readonly id: string
  readonly name: string
}
export type Names = ReadonlyMap<string, string>

const tables = {
  customers: 'directory.company',
  products: 'licensing.product',
  policies: 'licensing.policy',
  partners: 'licensing.partner',
} as const

/** What the records that others point at are called. To be asked only for what stands in a record the person may see. */
export async function namesOf(
  { tenant, query }: Asking,
  kind: keyof typeof tables,
  ids: readonly unknown[],
): Promise<Names> {
  const wanted = [...new Set(ids.filter(id => typeof id === 'string'))]
  if (wanted.length === 0) return new Map()
  const rows = await query<Named>(sql`select id, name from ${sql.table(tables[kind])}
    where tenant_id = ${tenant.id} and id = any(${wanted}::uuid[])`)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export const namedBy = (names: Names, id: unknown): Named | null =>
  typeof id === 'string' ? { id, name: names.get(id) ?? '' } : null
