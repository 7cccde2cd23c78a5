import type { EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'

/** Which field each column of the file fills; null leaves the column out. */
export type Mapping = Readonly<Record<string, string | null>>

export interface ImportColumn {
  readonly header: string
  readonly field: string | null
  readonly samples: readonly string[]
}

export const mappingOf = (columns: readonly ImportColumn[]): Mapping =>
  Object.fromEntries(columns.map(({ header, field }) => [header, field]))

/** Gives a column to a field and takes it from the column that had it: one field, one column. */
export function assign(mapping: Mapping, header: string, field: string | null): Mapping {
  const freed = Object.entries(mapping).map(([other, had]) => [other, field !== null && had === field ? null : had])
  return { ...Object.fromEntries(freed), [header]: field }
}

/** Fields a file can fill. */
export const importable = (meta: EntityMeta): readonly FieldMeta[] =>
  meta.fields.filter(field => field.writable || field.kind === 'numberSeries')

/** What each new record needs and no column brings. */
export const missing = (mapping: Mapping, meta: EntityMeta): readonly FieldMeta[] => {
  const filled = new Set(Object.values(mapping))
  return meta.fields.filter(field => field.required && field.writable && !filled.has(field.name))
}

const telling = new Set(['numberSeries', 'text', 'email', 'phone', 'integer'])

/** Mapped fields that can tell whether a line is a record that exists already. */
export const keyChoices = (mapping: Mapping, meta: EntityMeta): readonly FieldMeta[] => {
  const filled = new Set(Object.values(mapping))
  return meta.fields.filter(field => filled.has(field.name) && telling.has(field.kind))
}

export const sameMapping = (one: Mapping, other: Mapping) =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(([header, field]) => other[header] === field)
