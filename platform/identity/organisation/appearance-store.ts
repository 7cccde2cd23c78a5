import { changeRecord, insertRecord, lockRecord } from '@tenon/kernel/data/records.ts'
import { sql } from '@tenon/kernel/data/sql.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import { type Accent, appearance } from './appearance.entity.ts'

/** The organisation's accent; null while it has chosen none. */
export async function accentOf(work: Work): Promise<Accent | null> {
  const [row] = await work.read(
    sql`select accent from identity.appearance where tenant_id = ${work.tenant.id} and deleted_at is null`,
  )
  return (row?.[0] as Accent | undefined) ?? null
}

/** The tenant's row keeps two from making one each. */
export async function saveAccent(work: Work, accent: Accent): Promise<void> {
  await work.read(sql`select id from kernel.tenant where id = ${work.tenant.id} for no key update`)
  const [row] = await work.read(
    sql`select id from identity.appearance where tenant_id = ${work.tenant.id} and deleted_at is null`,
  )
  if (!row?.[0]) return void (await insertRecord(work, appearance, { accent }, { restricted: false }))
  const { record } = await lockRecord(work, appearance, row[0])
  const change = { act: 'update', event: 'updated' }
  changeRecord(work, appearance, record, { accent }, change, { restricted: false })
}
