import { LRUCache } from 'lru-cache'
import { type Access, require } from '../access/access.ts'
import type { Grant } from '../access/grant.ts'
import { permissionOf } from '../access/permission.ts'
import { fieldCondition, reachOf, rowCondition, scopePath, shownCondition } from '../access/scope.ts'
import { type AnyEntity, type Facet, fieldsOf } from '../entity/entity.ts'
import type { Fields } from '../fields/field.ts'
import { invalid } from '../problem/refusals.ts'
import { remember } from '../remember.ts'
import type { Results, Statement } from './batch.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { filterConditions } from './filter.ts'
import { type ListQuery, readListQuery } from './list-query.ts'
import { type Order, orderOf } from './order.ts'
import { type Shape, shapeOf, type Values } from './shape.ts'
import { compile, type RawBuilder, sql, tenantSlot } from './sql.ts'

/** Above this a total is told as "this many or more"; an exact count is made on demand. */
export const totalCap = 10_000

export interface Page {
  readonly size: number
  readonly number?: number
  readonly total: number
  readonly totalIsExact: boolean
  readonly next?: string
  readonly previous?: string
}
export interface ListReply {
  readonly data: readonly Values[]
  readonly page: Page
}

/** A list made ready to be sent: compiled once for everyone with the same rights who asks the same. */
export interface ListPlan {
  readonly query: ListQuery
  readonly rows: Statement
  readonly count: Statement
  readonly shape: Shape
  readonly include: readonly { readonly field: string; readonly entity: AnyEntity }[]
  reply(results: Results, today: string): { data: Values[]; page: Page }
}

const alias = 't'
export const tableOf = (entity: AnyEntity) => sql.table(`${entity.table.schema}.${entity.table.name}`)
const all = (conditions: readonly RawBuilder<boolean>[]) => sql.join(conditions, sql` and `)

/** Living rows of the tenant that the grants reach. */
export function reachable(entity: AnyEntity, grants: readonly Grant[]): RawBuilder<boolean>[] {
  const rows = rowCondition(entity, grants, alias)
  const living = sql<boolean>`${sql.ref(`${alias}.tenant_id`)} = ${tenantSlot} and ${sql.ref(`${alias}.deleted_at`)} is null`
  return rows ? [living, rows] : [living]
}

/** Every word of a search must stand in some searchable field the caller may see. */
function searchConditions(entity: AnyEntity, grants: readonly Grant[], text: string): RawBuilder<boolean>[] {
  const searchable = fieldsOf(entity)
    .filter(([name, f]) => f.traits.searchable && fieldCondition(entity, grants, name, alias) !== 'never')
    .map(([name]) => name)
  return text
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 8)
    .map(word => {
      const hits = searchable.flatMap(field =>
        guardedFilter(entity, grants, { field, operator: 'contains', text: word }),
      )
      return hits.length ? sql<boolean>`(${sql.join(hits, sql` or `)})` : sql<boolean>`false`
    })
}

const firstField = (entity: AnyEntity, scope: string) => scopePath(entity, scope)?.[0] ?? ''
const inScope = (entity: AnyEntity, scope: string) => reachOf(entity, { rows: [{ scope }] }, alias)

/** A filter that holds only on rows where its field may be seen, so that no row tells of a hidden value. */
function guardedFilter(entity: AnyEntity, grants: readonly Grant[], filter: ListQuery['filters'][number]) {
  const seen = fieldCondition(entity, grants, filter.field, alias)
  const visible = () => seen !== 'never' || kernelFields.has(filter.field)
  const conditions = filterConditions(entity, [filter], visible, alias)
  return typeof seen === 'string' || kernelFields.has(filter.field)
    ? conditions
    : [sql<boolean>`(${seen} and ${all(conditions)})`]
}
const kernelFields = new Set(['id', 'status', 'createdAt', 'updatedAt', 'createdBy'])

function judge(entity: AnyEntity, grants: readonly Grant[], query: ListQuery) {
  const known = (name: string) => kernelFields.has(name) || name in entity.fields
  const seen = (name: string) =>
    known(name) && (kernelFields.has(name) || shownCondition(entity, grants, name, alias) !== 'never')
  const open = (name: string) => kernelFields.has(name) || fieldCondition(entity, grants, name, alias) === 'always'
  const problems = [
    ...query.sort.filter(s => !open(s.field)).map(() => ({ field: 'sort', code: 'UNKNOWN_FIELD' })),
    ...(query.fields ?? []).filter(name => !seen(name)).map(() => ({ field: 'fields', code: 'UNKNOWN_FIELD' })),
    ...(query.scope && !open(firstField(entity, query.scope)) ? [{ field: 'scope', code: 'UNKNOWN_FIELD' }] : []),
  ]
  if (problems.length) throw invalid({}, { fields: problems })
}

/** The references to be put in place of their ids. Throws INVALID for what is none, or may not be seen. */
export function includesOf(entity: AnyEntity, grants: readonly Grant[], names: readonly string[]) {
  return names.map(field => {
    const target = (entity.fields as Fields)[field]?.kind.refersTo?.() as AnyEntity | undefined
    if (!target || shownCondition(entity, grants, field, alias) === 'never')
      throw invalid({}, { fields: [{ field: 'include', code: 'UNKNOWN_FIELD' }] })
    return { field, entity: target }
  })
}

function pageCondition(order: Order, query: ListQuery): RawBuilder<boolean>[] {
  const mark = query.before ?? query.after
  if (mark === undefined) return []
  return [order.after(readCursor(mark, order.length, query.before === undefined ? 'page[after]' : 'page[before]'))]
}

function statements(entity: AnyEntity, shape: Shape, order: Order, query: ListQuery, where: RawBuilder<boolean>[]) {
  const from = sql`from ${tableOf(entity)} as ${sql.id(alias)}`
  const offset = query.number && query.number > 1 ? sql` offset ${(query.number - 1) * query.size}` : sql``
  const rows = sql`select ${order.marks}, ${shape.select} ${from} where ${all([...where, ...pageCondition(order, query)])}
    order by ${order.orderBy} limit ${query.size + 1}${offset}`
  const cap = query.exact ? sql`` : sql` limit ${totalCap + 1}`
  const count = sql`select count(*) from (select 1 ${from} where ${all(where)}${cap}) as capped`
  return { rows: compile(rows), count: compile(count) }
}

function pageOf(query: ListQuery, total: number, more: boolean, marks: readonly (readonly (string | null)[])[]): Page {
  const exact = query.exact || total <= totalCap
  const first = marks[0]
  const last = marks.at(-1)
  const backwards = query.before !== undefined
  const inside = query.after !== undefined || (query.number ?? 1) > 1
  return {
    size: query.size,
    ...(query.after === undefined && !backwards ? { number: query.number ?? 1 } : {}),
    total: exact ? total : totalCap,
    totalIsExact: exact,
    ...(last && (backwards || more) ? { next: writeCursor(last) } : {}),
    ...(first && (backwards ? more : inside) ? { previous: writeCursor(first) } : {}),
  }
}

/** The plan for a list that is asked once, such as a page of an export; for everything else `planList` keeps it. */
export function makePlan(
  entity: AnyEntity,
  grants: readonly Grant[],
  params: Readonly<Record<string, unknown>>,
  facet?: Facet<Fields>,
): ListPlan {
  const query = readListQuery(entity, params)
  judge(entity, grants, query)
  const include = includesOf(entity, grants, query.include)
  const shape = shapeOf(entity, grants, query.fields ?? 'list', alias)
  const backwards = query.before !== undefined
  const order = orderOf(entity, query.sort, alias, backwards)
  const member: ListQuery['filters'] = facet ? [{ field: facet.field, operator: 'contains', text: facet.value }] : []
  const where = [
    ...reachable(entity, grants),
    ...filterConditions(entity, member, () => true, alias),
    ...query.filters.flatMap(filter => guardedFilter(entity, grants, filter)),
    ...(query.search ? searchConditions(entity, grants, query.search) : []),
    ...(query.scope ? [inScope(entity, query.scope)] : []),
  ]
  return {
    query,
    shape,
    include,
    ...statements(entity, shape, order, query, where),
    reply([rows = [], count = []], today) {
      const page = rows.slice(0, query.size)
      if (backwards) page.reverse()
      const marks = page.map(cells => cells.slice(0, order.length))
      const data = page.map(cells => shape.read(cells.slice(order.length), today))
      return { data, page: pageOf(query, Number(count[0]?.[0]), rows.length > query.size, marks) }
    },
  }
}

const plans = new LRUCache<string, ListPlan>({ max: 1000 })

/** The plan for a list; throws FORBIDDEN without the right to list and INVALID for what cannot be asked. */
export function planList(
  entity: AnyEntity,
  access: Access,
  params: Readonly<Record<string, unknown>>,
  facet?: Facet<Fields>,
): ListPlan {
  const grants = require(access, permissionOf(entity, 'list'))
  const key = `${entity.name}\n${facet?.value ?? ''}\n${access.key}\n${JSON.stringify(params)}`
  return remember<string, ListPlan>(plans, key, () => makePlan(entity, grants, params, facet))
}
