import type { Access } from '../access/access.ts'
import type { Grant } from '../access/grant.ts'
import { fieldCondition, reachOf, rowCondition, scopePath, shownCondition } from '../access/scope.ts'
import { type AnyEntity, type Facet, fieldsOf, snake } from '../entity/entity.ts'
import type { Fields } from '../fields/field.ts'
import { invalid } from '../problem/refusals.ts'
import { type Filter, filterConditions } from './filter.ts'
import type { ListQuery } from './list-query.ts'
import { pinyinPattern } from './pinyin.ts'
import { isSortableRelated, relatedOf } from './related.ts'
import { type RawBuilder, sql, tenantSlot } from './sql.ts'

/** Who asks about which records, and with which grants: those for listing, or fewer where a second right is needed. */
export interface Asking {
  readonly entity: AnyEntity
  readonly access: Access
  readonly grants: readonly Grant[]
  readonly facet?: Facet<Fields> | undefined
}

export const alias = 't'
const kernelFields = new Set(['id', 'status', 'createdAt', 'updatedAt', 'createdBy'])
const all = (conditions: readonly RawBuilder<boolean>[]) => sql.join(conditions, sql` and `)

/** Living rows of the tenant that the grants reach. */
export function reachable(entity: AnyEntity, grants: readonly Grant[], at = alias): RawBuilder<boolean>[] {
  const rows = rowCondition(entity, grants, at)
  const living = sql<boolean>`${sql.ref(`${at}.tenant_id`)} = ${tenantSlot} and ${sql.ref(`${at}.deleted_at`)} is null`
  return rows ? [living, rows] : [living]
}

/** Whether a field may be asked about on every row alike: what an order, a group or a measure needs. */
export const isOpen = ({ entity, grants }: Asking, name: string) =>
  kernelFields.has(name) || (name in entity.fields && fieldCondition(entity, grants, name, alias) === 'always')

/** A filter that holds only on rows where its field may be seen, so that no row tells of a hidden value. */
function guardedFilter(entity: AnyEntity, grants: readonly Grant[], filter: Filter, at = alias) {
  const seen = fieldCondition(entity, grants, filter.field, at)
  const visible = () => seen !== 'never' || kernelFields.has(filter.field)
  const conditions = filterConditions(entity, [filter], visible, at)
  return typeof seen === 'string' || kernelFields.has(filter.field)
    ? conditions
    : [sql<boolean>`(${seen} and ${all(conditions)})`]
}

/** A filter on what a reference leads to: the other records are judged as in a list of their own. */
function relatedFilter(asking: Asking, filter: Filter): RawBuilder<boolean>[] {
  const related = relatedOf(asking, filter.field)
  if (!related)
    throw invalid({}, { fields: [{ field: `filter[${filter.field}][${filter.operator}]`, code: 'UNKNOWN_FIELD' }] })
  const { reference, entity, field, grants } = related
  const there = `${alias}_${reference.column}`
  const meets = [
    ...reachable(entity, grants, there),
    ...guardedFilter(entity, grants, { ...filter, field, asked: filter.field }, there),
  ]
  const leads = sql<boolean>`${sql.ref(`${alias}.${reference.column}`)} in (select ${sql.ref(`${there}.id`)}
    from ${sql.table(`${entity.table.schema}.${entity.table.name}`)} as ${sql.id(there)} where ${all(meets)})`
  return typeof reference.seen === 'string' ? [leads] : [sql<boolean>`(${reference.seen} and ${leads})`]
}

const filtered = (asking: Asking, filter: Filter) =>
  filter.field.includes('.') ? relatedFilter(asking, filter) : guardedFilter(asking.entity, asking.grants, filter)

/** Chinese that sounds like the word, where the field may be seen; a text of one byte a character holds none. */
function soundsLike({ entity, grants }: Asking, field: string, word: string): RawBuilder<boolean>[] {
  const pattern = fieldsIn(entity)[field]?.kind.name === 'text' ? pinyinPattern(word) : undefined
  const seen = fieldCondition(entity, grants, field, alias)
  if (pattern === undefined || seen === 'never') return []
  const column = sql.ref(`${alias}.${snake(field)}`)
  const heard = sql<boolean>`(octet_length(${column}) > char_length(${column}) and ${column} ~ ${pattern})`
  return typeof seen === 'string' ? [heard] : [sql<boolean>`(${seen} and ${heard})`]
}
const fieldsIn = (entity: AnyEntity) => entity.fields as Fields

/** Every word of a search must stand in some searchable field the caller may see, as written or as it sounds. */
function searchConditions(asking: Asking, text: string): RawBuilder<boolean>[] {
  const { entity, grants } = asking
  const searchable = fieldsOf(entity)
    .filter(([name, f]) => f.traits.searchable && fieldCondition(entity, grants, name, alias) !== 'never')
    .map(([name]) => name)
  return text
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 8)
    .map(word => {
      const hits = searchable.flatMap(field => [
        ...guardedFilter(entity, grants, { field, operator: 'contains', text: word }),
        ...soundsLike(asking, field, word),
      ])
      return hits.length ? sql<boolean>`(${sql.join(hits, sql` or `)})` : sql<boolean>`false`
    })
}

const firstField = (entity: AnyEntity, scope: string) => scopePath(entity, scope.replace(/Tree$/, ''))?.[0] ?? ''

/** Throws INVALID for every order, field and scope that the caller may not ask for. */
export function judge(asking: Asking, query: ListQuery): void {
  const { entity, grants } = asking
  const seen = (name: string) =>
    kernelFields.has(name) || (name in entity.fields && shownCondition(entity, grants, name, alias) !== 'never')
  const open = (name: string) => (name.includes('.') ? isSortableRelated(asking, name) : isOpen(asking, name))
  const problems = [
    ...query.sort.filter(s => !open(s.field)).map(() => ({ field: 'sort', code: 'UNKNOWN_FIELD' })),
    ...(query.fields ?? []).filter(name => !seen(name)).map(() => ({ field: 'fields', code: 'UNKNOWN_FIELD' })),
    ...(query.scope && !isOpen(asking, firstField(entity, query.scope))
      ? [{ field: 'scope', code: 'UNKNOWN_FIELD' }]
      : []),
  ]
  if (problems.length) throw invalid({}, { fields: problems })
}

/**
 * The rows that were asked for, before any page: all that the grants reach, narrowed by facet, filters, search and scope.
 * The one gate of lists, summaries, flows and bulk changes. Throws INVALID for a filter that cannot be asked.
 */
export function selectionOf(asking: Asking, query: ListQuery): RawBuilder<boolean>[] {
  const { entity, grants, facet } = asking
  const member: Filter[] = facet ? [{ field: facet.field, operator: 'contains', text: facet.value }] : []
  return [
    ...reachable(entity, grants),
    ...filterConditions(entity, member, () => true, alias),
    ...query.filters.flatMap(filter => filtered(asking, filter)),
    ...(query.search ? searchConditions(asking, query.search) : []),
    ...(query.scope ? [reachOf(entity, { rows: [{ scope: query.scope }] }, alias)] : []),
  ]
}
