import { tableOf } from '../../data/list.ts'
import { type RawBuilder, sql } from '../../data/sql.ts'
import { type AnyEntity, snake } from '../../entity/entity.ts'
import { fieldOf } from './columns.ts'

/** Values of several fields as the texts their columns show. */
export type KeyCells = readonly string[]

/** A value of a field as the text that `cellOf` selects for it. */
export function cellText(entity: AnyEntity, field: string, value: unknown): string {
  const { kind } = fieldOf(entity, field) ?? {}
  const text = kind ? String(kind.write(value)[0]) : String(value).toLowerCase() // an id
  return kind?.name === 'email' ? text.toLowerCase() : text
}

const column = (field: string) => sql.ref(`t.${snake(field)}`)
const isEmail = (entity: AnyEntity, field: string) => fieldOf(entity, field)?.kind.name === 'email'
const typeOf = (entity: AnyEntity, field: string) =>
  field === 'id' ? 'uuid' : (fieldOf(entity, field)?.kind.columns[0]?.type ?? 'text')
const compared = (entity: AnyEntity, field: string) =>
  isEmail(entity, field) ? sql`lower(${column(field)})` : sql`${column(field)}`

/** The column of a key field as text. */
export const cellOf = (entity: AnyEntity, field: string): RawBuilder<string> => sql`${compared(entity, field)}::text`

export const joined = (cells: KeyCells) => cells.join('\u0000')

const and = (conditions: readonly RawBuilder<boolean>[]) => sql.join(conditions, sql` and `)

/** The combinations themselves, for keys of several fields: each column against its list alone would let in mixtures. */
function together(entity: AnyEntity, fields: readonly string[], keys: readonly KeyCells[]): RawBuilder<boolean> {
  const lists = sql.join(fields.map((_, i) => sql`${keys.map(key => key[i])}::text[]`))
  const cells = sql.join(fields.map(field => cellOf(entity, field)))
  return sql<boolean>`((${cells}) in (select * from unnest(${lists}))) is true`
}

/**
 * `from … where …` of a select over the rows `t` that meet the conditions and hold one of the given combinations of
 * values. A column against a list is served by its index or, when statistics do not know yet that the table has grown,
 * by one pass in which each row is looked up among the keys; a join could be planned as a pass for every key.
 */
export function rowsHolding(
  entity: AnyEntity,
  fields: readonly string[],
  keys: readonly KeyCells[],
  where: readonly RawBuilder<boolean>[],
): RawBuilder<unknown> {
  const each = fields.map((field, i) => {
    const list = [...new Set(keys.map(key => key[i] as string))]
    return sql<boolean>`${compared(entity, field)} = any(${list}::${sql.raw(typeOf(entity, field))}[])`
  })
  const all = [...where, ...each, ...(fields.length > 1 ? [together(entity, fields, keys)] : [])]
  return sql`${tableOf(entity)} as t where ${and(all)}`
}
