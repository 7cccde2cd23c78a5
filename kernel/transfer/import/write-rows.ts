import type { Statement } from '../../data/batch.ts'
import type { Values } from '../../data/shape.ts'
import { type AnyEntity, snake } from '../../entity/entity.ts'
import { fieldOf } from './columns.ts'

/** One column of many rows: its name, its type, and a text or null for each row. */
interface CellList {
  readonly name: string
  readonly type: string
  readonly cells: (string | null)[]
}

const cellText = (value: unknown) => (value === null || value === undefined ? null : String(value))

/** The stored columns of the named fields, each with one cell for each row. */
function cellLists(entity: AnyEntity, fields: readonly string[], rows: readonly Values[]): CellList[] {
  return fields.flatMap(name => {
    const kind = fieldOf(entity, name)?.kind
    if (!kind) return []
    const lists = kind.columns.map(({ suffix, type }): CellList => ({ name: snake(name) + suffix, type, cells: [] }))
    for (const row of rows) {
      const value = row[name]
      const cells = value === null || value === undefined ? [] : kind.write(value)
      for (const [i, list] of lists.entries()) list.cells.push(cellText(cells[i]))
    }
    return lists
  })
}

const table = ({ table: { schema, name } }: AnyEntity) => `"${schema}"."${name}"`
/** `unnest($n::text[], …) as v (id, c0, …)`, the first parameter being number `from`. */
const source = (lists: readonly CellList[], from: number) =>
  `unnest($${from}::uuid[]${lists.map((_, i) => `, $${from + 1 + i}::text[]`).join('')}) as v (id${lists.map((_, i) => `, c${i}`).join('')})`

/** Inserts rows that share everything in `own`; what no field names stays null or takes the column's default. */
export function insertRows(
  entity: AnyEntity,
  own: Readonly<Record<string, unknown>>,
  fields: readonly string[],
  rows: readonly { readonly id: string; readonly values: Values }[],
): Statement {
  const lists = cellLists(
    entity,
    fields,
    rows.map(row => row.values),
  )
  const shared = Object.keys(own)
  const names = [...shared, 'id', ...lists.map(list => list.name)].map(name => `"${name}"`).join(', ')
  const cells = [...shared.map((_, i) => `$${i + 1}`), 'v.id', ...lists.map((list, i) => `v.c${i}::${list.type}`)].join(
    ', ',
  )
  return {
    text: `insert into ${table(entity)} (${names}) select ${cells} from ${source(lists, shared.length + 1)}`,
    values: [...Object.values(own), rows.map(row => row.id), ...lists.map(list => list.cells)],
  }
}

/** Changes rows, all in the same fields, and counts their versions up. They are locked by the same transaction. */
export function updateRows(
  entity: AnyEntity,
  key: { readonly tenantId: string; readonly at: string },
  fields: readonly string[],
  rows: readonly { readonly id: string; readonly values: Values }[],
): Statement {
  const lists = cellLists(
    entity,
    fields,
    rows.map(row => row.values),
  )
  const sets = lists.map((list, i) => `"${list.name}" = v.c${i}::${list.type}`)
  return {
    text: `update ${table(entity)} as t set ${[...sets, 'updated_at = $2', 'version = t.version + 1'].join(', ')}
      from ${source(lists, 3)} where t.tenant_id = $1 and t.id = v.id`,
    values: [key.tenantId, key.at, rows.map(row => row.id), ...lists.map(list => list.cells)],
  }
}

/** Takes records out of sight, or puts them back. */
export const removeRows = (
  entity: AnyEntity,
  key: { readonly tenantId: string; readonly at: string },
  ids: readonly string[],
): Statement => ({
  text: `update ${table(entity)} set deleted_at = $2, updated_at = $2, version = version + 1 where tenant_id = $1 and id = any($3::uuid[])`,
  values: [key.tenantId, key.at, ids],
})

/** The rows that change the same fields, together. */
export function byFields<T extends { readonly values: Values }>(rows: readonly T[]): [string[], T[]][] {
  const groups = Map.groupBy(rows, row => Object.keys(row.values).sort().join(','))
  return [...groups].map(([fields, group]) => [fields.split(','), group])
}
