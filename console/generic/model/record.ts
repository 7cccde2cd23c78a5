import type { EntityMeta, FieldMeta, StateMeta } from '@tenon/kernel/derive/meta-types.ts'
import type { Found } from '@tenon/kernel/fields/field-view.ts'

/** A record as the API sends it: fields by name, and the kernel's own. */
export interface RecordRow {
  readonly id: string
  readonly version: number
  readonly createdAt?: string
  readonly updatedAt?: string
  readonly status?: string
  /** Fields of which only a part is shown to this reader. */
  readonly maskedFields?: readonly string[]
  readonly [field: string]: unknown
}

const key = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i
/** The bare key of something: it ties records together and says nothing to people. */
export const isKey = (value: unknown) => typeof value === 'string' && key.test(value)

export const isMasked = (row: RecordRow, name: string) => row.maskedFields?.includes(name) ?? false

const named = (value: unknown) =>
  typeof value === 'object' && value !== null && 'title' in value ? String(value.title) : value

/** What people call a record: its title fields, or whatever name it carries, or the start of its id. */
export function titleOf(meta: EntityMeta | undefined, row: Readonly<Record<string, unknown>>): string {
  const parts = (meta?.title ?? ['title', 'name', 'code']).map(name => named(row[name])).filter(part => !isEmpty(part))
  const words = meta ? parts.join(' ') : String(parts[0] ?? '')
  return words || String(row.id ?? '').slice(0, 8)
}

export const foundOf = (meta: EntityMeta | undefined, row: RecordRow): Found => ({
  id: row.id,
  title: titleOf(meta, row),
})

export const stateOf = (meta: EntityMeta, name: string | undefined): StateMeta | undefined =>
  meta.states.find(state => state.name === name)

export const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** A field that must not be left empty: asked for, or standing on its default. */
export const mustHave = (field: FieldMeta) =>
  field.required || (!field.nullable && field.default !== undefined && !Array.isArray(field.default))

/** References to include, so that rows carry titles instead of ids. */
export const includesOf = (fields: readonly FieldMeta[]) =>
  fields
    .filter(field => field.kind === 'ref')
    .map(field => field.name)
    .join(',') || undefined

const reference = (value: unknown) =>
  typeof value === 'object' && value !== null && 'id' in value && 'title' in value ? value.id : value

/** A drafted value as a request body carries it: a picked record as its id, lines without what the server works out. */
export function bodyValue(value: unknown, field: FieldMeta): unknown {
  if (field.kind === 'ref') return reference(value)
  if (field.kind === 'lines' && Array.isArray(value)) return value.map(line => bodyLine(line, field.lines ?? []))
  return typeof value === 'string' ? value.trim() : value
}

function bodyLine(line: Readonly<Record<string, unknown>>, columns: readonly FieldMeta[]) {
  const given = columns.filter(column => column.writable && line[column.name] !== undefined)
  const values = Object.fromEntries(given.map(column => [column.name, bodyValue(line[column.name], column)]))
  return line.id === undefined ? values : { id: line.id, ...values }
}
