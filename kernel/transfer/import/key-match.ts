import { tableOf } from '../../data/list.ts'
import { type RawBuilder, sql } from '../../data/sql.ts'
import { type AnyEntity, snake } from '../../entity/entity.ts'
import { fieldOf } from './columns.ts'
import { uniqueSets } from './key.ts'

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

/** Whether an index leads from values of these fields to their rows. */
function isIndexed(entity: AnyEntity, fields: readonly string[]): boolean {
  const leads = (first: string | undefined) => first !== undefined && fields.includes(first)
  return (
    fields.includes('id') ||
    fields.some(field => fieldOf(entity, field)?.kind.refersTo) ||
    uniqueSets(entity).some(set => set.every(field => fields.includes(field))) ||
    ((entity.indexes ?? []) as readonly (readonly string[])[]).some(([first]) => leads(first))
  )
}

const listsOf = (fields: readonly string[], keys: readonly KeyCells[]) =>
  sql.join(fields.map((_, i) => sql`${keys.map(key => key[i])}::text[]`))
const names = (fields: readonly string[]) => sql.join(fields.map((_, i) => sql.id(`c${i}`)))
const and = (conditions: readonly RawBuilder<boolean>[]) => sql.join(conditions, sql` and `)

/** One look into the index for each key. `offset 0` keeps the planner from turning it into a scan of a table it takes for small. */
function probing(
  entity: AnyEntity,
  fields: readonly string[],
  keys: readonly KeyCells[],
  where: readonly RawBuilder<boolean>[],
) {
  const same = fields.map(
    (field, i) => sql<boolean>`${compared(entity, field)} = ${sql.ref(`k.c${i}`)}::${sql.raw(typeOf(entity, field))}`,
  )
  return sql`unnest(${listsOf(fields, keys)}) as k (${names(fields)})
    cross join lateral (select t.* from ${tableOf(entity)} as t where ${and([...where, ...same])} offset 0) as t`
}

/** One pass over the table, each row held against all keys. */
function scanning(
  entity: AnyEntity,
  fields: readonly string[],
  keys: readonly KeyCells[],
  where: readonly RawBuilder<boolean>[],
) {
  const cells = sql.join(fields.map(field => cellOf(entity, field)))
  const held = sql<boolean>`((${cells}) in (select * from unnest(${listsOf(fields, keys)}) as k (${names(fields)}))) is true`
  return sql`${tableOf(entity)} as t where ${and([...where, held])}`
}

/**
 * `from …` of a select over the rows `t` that meet the conditions and hold one of the given combinations of values. Its
 * shape does not depend on statistics, which a table that is being filled does not have yet.
 */
export function rowsHolding(
  entity: AnyEntity,
  fields: readonly string[],
  keys: readonly KeyCells[],
  where: readonly RawBuilder<boolean>[],
): RawBuilder<unknown> {
  const sorted = keys.toSorted((a, b) => (joined(a) < joined(b) ? -1 : 1)) // all lock in one order
  return isIndexed(entity, fields) ? probing(entity, fields, sorted, where) : scanning(entity, fields, sorted, where)
}
