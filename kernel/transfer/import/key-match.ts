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

/**
 * Rows whose fields hold one of the given combinations. Each column against its list comes first, because that is what an
 * index, or one pass over the table, serves; a join would be planned by statistics that a growing table does not have yet.
 */
export function holdsOne(entity: AnyEntity, fields: readonly string[], keys: readonly KeyCells[]): RawBuilder<boolean> {
  const each = fields.map((field, i) => {
    const list = [...new Set(keys.map(key => key[i] as string))]
    return sql<boolean>`${compared(entity, field)} = any(${list}::${sql.raw(typeOf(entity, field))}[])`
  })
  if (fields.length === 1) return each[0] as RawBuilder<boolean>
  const columns = fields.map((_, i) => sql.id(`c${i}`))
  const texts = fields.map((_, i) => sql`${keys.map(key => key[i])}::text[]`)
  const together = sql<boolean>`(${sql.join(fields.map(field => cellOf(entity, field)))}) in (select * from unnest(${sql.join(texts)}) as k (${sql.join(columns)}))`
  return sql<boolean>`${sql.join([...each, together], sql` and `)}`
}
