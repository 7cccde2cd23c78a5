import { type Shape, shapeOf } from '../../data/shape.ts'
import type { Catalog, Collection } from '../../entity/catalog.ts'
import { type AnyEntity, fieldsOf } from '../../entity/entity.ts'
import type { Session } from '../../operations/read.ts'
import { notFound } from '../../problem/refusals.ts'
import { fieldOf } from './columns.ts'
import { type FieldRule, fieldRules } from './field-rules.ts'
import type { ImportRecord } from './import-record.ts'
import { uniqueSets } from './key.ts'
import { type ImportRights, importRights } from './rights.ts'
import { type Draft, type RowReader, rowReader } from './row-reader.ts'
import { SeenLines } from './seen.ts'

/** Everything about an import that stays the same from its first row to its last. */
export interface Plan {
  readonly session: Session
  readonly catalog: Catalog
  readonly collection: Collection
  readonly entity: AnyEntity
  readonly record: ImportRecord
  readonly rights: ImportRights
  readonly reader: RowReader
  readonly rules: readonly FieldRule[]
  readonly key: readonly string[]
  readonly uniques: readonly (readonly string[])[]
  /** What of a record must be known to tell whether a row changes it. */
  readonly shape: Shape
  /** Keys and unique values of the rows so far, each with its line. */
  readonly claims: readonly { readonly fields: readonly string[]; readonly lines: SeenLines }[]
  /** What the rows a dry run would have created are called, for rows that refer to them. */
  readonly names: SeenLines
}

const isSelfReferring = (entity: AnyEntity) => fieldsOf(entity).some(([, { kind }]) => kind.refersTo?.() === entity)

function neededFields(plan: Pick<Plan, 'entity' | 'collection' | 'uniques' | 'reader'>): 'all' | string[] {
  const { entity, collection, uniques, reader } = plan
  if (entity.guard) return 'all'
  const named = [...reader.headers.keys(), ...uniques.flat(), ...(collection.facet ? [collection.facet.field] : [])]
  return [...new Set(named)].filter(name => fieldOf(entity, name))
}

function collectionOf(catalog: Catalog, path: string): Collection {
  const collection = catalog.collections.find(known => known.path === path)
  if (!collection) throw notFound()
  return collection
}

/** Throws FORBIDDEN when the person may no longer import, NOT_FOUND when what was imported into is gone. */
export function planOf(catalog: Catalog, session: Session, record: ImportRecord): Plan {
  const collection = collectionOf(catalog, record.collection)
  const { entity } = collection
  const rights = importRights(session.actor, entity)
  const reader = rowReader({ catalog, entity, timeZone: session.tenant.timeZone }, record.columns)
  const uniques = uniqueSets(entity)
  const mapped = uniques.filter(set => set.every(name => reader.headers.has(name)))
  const sets = record.key.length
    ? [record.key, ...mapped.filter(set => set.join('+') !== record.key.join('+'))]
    : mapped
  return {
    session,
    catalog,
    collection,
    entity,
    record,
    reader,
    uniques,
    rights,
    rules: fieldRules(entity, rights, reader.headers),
    key: record.key,
    shape: shapeOf(entity, [], neededFields({ entity, collection, uniques, reader })),
    claims: sets.map(fields => ({ fields, lines: new SeenLines() })),
    names: new SeenLines(),
  }
}

export const refersToItself = (plan: Plan) => isSelfReferring(plan.entity)

/** What a row says in a field, as one text: for comparing rows of the file with one another. */
export function spoken(entity: AnyEntity, draft: Draft, field: string): string | undefined {
  const told = draft.lookups[field] ?? draft.references[field]
  if (told !== undefined) return told
  const value = draft.values[field]
  if (value === null || value === undefined) return undefined
  if (typeof value !== 'string') return JSON.stringify(value)
  return fieldOf(entity, field)?.kind.name === 'email' ? value.toLowerCase() : value
}

/** The row's values of several fields as one text; undefined when one of them is empty. */
export function spokenTogether(entity: AnyEntity, draft: Draft, fields: readonly string[]): string | undefined {
  const parts = fields.map(field => spoken(entity, draft, field))
  return parts.includes(undefined) ? undefined : parts.join('\u0000')
}
