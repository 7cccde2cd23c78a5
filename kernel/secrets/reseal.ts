import type { Statement } from '../data/batch.ts'
import type { Runtime } from '../data/unit-of-work.ts'
import type { Catalog } from '../entity/catalog.ts'
import { type AnyEntity, snake } from '../entity/entity.ts'
import type { Cells } from '../fields/field.ts'
import { Problem } from '../problem/problem.ts'
import { placeOf, secretsOf } from './sealed-fields.ts'
import { ringOf } from './secret.ts'

/** A column of sealed texts in a table with a uuid `id`; `place` is what a row's text is bound to. */
export interface SealedColumn {
  readonly table: string
  readonly column: string
  place(id: string): string
}
export interface Resealed {
  readonly resealed: number
  /** Sealed by another installation or changed by hand: left as they are. */
  readonly unreadable: number
}

type Send = (statement: Statement) => Promise<readonly Cells[]>
const batch = 500
const nowhere = '00000000-0000-0000-0000-000000000000'

/** The next rows whose text another key than the newest has sealed. */
const pending = ({ table, column }: SealedColumn, current: number, after: string): Statement => ({
  text: `select id, "${column}" from ${table} where id > $1 and "${column}" is not null
    and split_part("${column}", '.', 1) <> $2 order by id limit ${batch}`,
  values: [after, String(current)],
})
/** Only where it is still what was read: whoever changed it meanwhile has sealed it anew. */
const replace = ({ table, column }: SealedColumn, id: string, old: string, next: string): Statement => ({
  text: `update ${table} set "${column}" = $3 where id = $1 and "${column}" = $2`,
  values: [id, old, next],
})

async function resealColumn(runtime: Pick<Runtime, 'secrets'>, target: SealedColumn, send: Send): Promise<Resealed> {
  const ring = ringOf(runtime)
  const counts = { resealed: 0, unreadable: 0 }
  for (let after = nowhere; ; ) {
    const rows = await send(pending(target, ring.current, after))
    for (const [id, sealed] of rows as readonly [string, string][]) {
      const text = await ring.open(sealed, target.place(id)).catch(unlessUnreadable)
      if (text === null) counts.unreadable++
      else {
        await send(replace(target, id, sealed, ring.seal(text, target.place(id))))
        counts.resealed++
      }
      after = id
    }
    if (rows.length < batch) return counts
  }
}

function unlessUnreadable(error: unknown): null {
  if (error instanceof Problem && error.code === 'SECRET_UNREADABLE') return null
  throw error
}

const columnsOf = (tenantId: string, entity: AnyEntity): SealedColumn[] =>
  secretsOf(entity).map(field => ({
    table: `"${entity.table.schema}"."${entity.table.name}"`,
    column: snake(field),
    place: id => placeOf(tenantId, entity, id, field),
  }))

/**
 * Seals everything anew that another key than the newest has sealed: the secret fields of every organisation, and
 * `others` outside them. It can be stopped at any moment and begun again; no record's version or history changes, as
 * nothing that people know of it does.
 */
export async function resealAll(
  { runtime, catalog }: { readonly runtime: Runtime; readonly catalog: Catalog },
  others: readonly SealedColumn[] = [],
): Promise<Resealed> {
  const { pool } = runtime
  const done: Resealed[] = []
  const [tenants = []] = await pool.instance([{ text: 'select id from kernel.tenant order by id', values: [] }])
  for (const [tenantId] of tenants as readonly [string][])
    for (const target of catalog.entities.flatMap(entity => columnsOf(tenantId, entity)))
      done.push(
        await resealColumn(runtime, target, async one => (await pool.flight(tenantId, [one]))[0] as readonly Cells[]),
      )
  for (const target of others)
    done.push(await resealColumn(runtime, target, async one => (await pool.instance([one]))[0] as readonly Cells[]))
  const sum = (of: (one: Resealed) => number) => done.reduce((total, one) => total + of(one), 0)
  return { resealed: sum(one => one.resealed), unreadable: sum(one => one.unreadable) }
}
