import type { EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'

/** Which field each column of the file fills; null leaves the column out. */
export type Mapping = Readonly<Record<string, string | null>>

export interface ImportColumn {
  readonly header: string
  readonly field: string | null
  /** What the field is called, also one this form does not offer. */
  readonly label?: string | null
  readonly samples: readonly string[]
}

export const mappingOf = (columns: readonly ImportColumn[]): Mapping =>
  Object.fromEntries(columns.map(({ header, field }) => [header, field]))

const joined = new Set(['text', 'longText'])

/**
 * Gives a column to a field. Columns of words may be put together into one text (first and last name); any other field
 * is filled by one column, so the one that had it loses it.
 */
export function assign(mapping: Mapping, header: string, field: FieldMeta | null): Mapping {
  const name = field?.name ?? null
  const frees = field !== null && !joined.has(field.kind)
  const others = Object.entries(mapping).map(([other, had]) => [other, frees && had === name ? null : had])
  return { ...Object.fromEntries(others), [header]: name }
}

/** Fields a file can fill. */
export const importable = (meta: EntityMeta): readonly FieldMeta[] =>
  meta.fields.filter(field => field.writable || field.kind === 'numberSeries')

/** What each new record needs and no column brings. */
export const missing = (mapping: Mapping, meta: EntityMeta): readonly FieldMeta[] => {
  const filled = new Set(Object.values(mapping))
  return meta.fields.filter(field => field.required && field.writable && !filled.has(field.name))
}

const telling = new Set([
  'text',
  'integer',
  'decimal',
  'date',
  'choice',
  'ref',
  'email',
  'phone',
  'url',
  'numberSeries',
])

/** Mapped fields that can tell whether a line is a record that exists already; the surest ones, which the server names, first. */
export const keyChoices = (mapping: Mapping, meta: EntityMeta, surest: readonly string[]): readonly string[] => {
  const filled = new Set(Object.values(mapping))
  const usable = surest.filter(key => key.split('+').every(name => filled.has(name)))
  const others = meta.fields.filter(field => filled.has(field.name) && telling.has(field.kind)).map(field => field.name)
  return [...new Set([...usable, ...others])]
}

export const sameMapping = (one: Mapping, other: Mapping) =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(([header, field]) => other[header] === field)
