import { LRUCache } from 'lru-cache'
import { type Access, require } from '../access/access.ts'
import type { Grant } from '../access/grant.ts'
import { permissionOf } from '../access/permission.ts'
import { shownCondition } from '../access/scope.ts'
import type { AnyEntity, Facet } from '../entity/entity.ts'
import type { Fields } from '../fields/field.ts'
import { invalid } from '../problem/refusals.ts'
import { remember } from '../remember.ts'
import type { Results, Statement } from './batch.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { type ListQuery, readListQuery } from './list-query.ts'
import { type Order, orderOf } from './order.ts'
import { relatedOf } from './related.ts'
import { type Asking, alias, judge, reachable, selectionOf } from './selection.ts'
import { type Shape, shapeOf, type Values } from './shape.ts'
import { compile, type RawBuilder, sql } from './sql.ts'

export { reachable } from './selection.ts'

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
  readonly include: readonly { readonly field: string; readonly entity: AnyEntity; readonly isOpen: boolean }[]
  reply(results: Results, today: string): { data: Values[]; page: Page }
}

export const tableOf = (entity: AnyEntity) => sql.table(`${entity.table.schema}.${entity.table.name}`)
const all = (conditions: readonly RawBuilder<boolean>[]) => sql.join(conditions, sql` and `)

/** The references to be put in place of their ids. Throws INVALID for what is none, or may not be seen. */
export function includesOf(entity: AnyEntity, grants: readonly Grant[], names: readonly string[]) {
  return names.map(field => {
    const kind = (entity.fields as Fields)[field]?.kind
    const target = kind?.refersTo?.() as AnyEntity | undefined
    if (!target || shownCondition(entity, grants, field, alias) === 'never')
      throw invalid({}, { fields: [{ field: 'include', code: 'UNKNOWN_FIELD' }] })
    return { field, entity: target, isOpen: kind?.isOpen ?? false }
  })
}

function pageCondition(order: Order, query: ListQuery): RawBuilder<boolean>[] {
  const mark = query.before ?? query.after
  if (mark === undefined) return []
  return [order.after(readCursor(mark, order.length, query.before === undefined ? 'page[after]' : 'page[before]'))]
}

/** The records that an order by `customer.name` looks at: beside each row the one it refers to, where it may be listed. */
function joins(asking: Asking, query: ListQuery): RawBuilder<unknown> {
  const related = query.sort.flatMap(({ field }) => (field.includes('.') ? [relatedOf(asking, field)] : []))
  const distinct = new Map(related.flatMap(one => (one ? [[one.reference.column, one]] : [])))
  const parts = [...distinct.values()].map(({ reference, entity, grants }) => {
    const there = `${alias}_${reference.column}`
    return sql` left join ${tableOf(entity)} as ${sql.id(there)} on ${sql.ref(`${there}.id`)} = ${sql.ref(`${alias}.${reference.column}`)}
      and ${all(reachable(entity, grants, there))}`
  })
  return parts.length ? sql.join(parts, sql``) : sql``
}

function statements(asking: Asking, shape: Shape, order: Order, query: ListQuery, where: RawBuilder<boolean>[]) {
  const from = sql`from ${tableOf(asking.entity)} as ${sql.id(alias)}`
  const offset = query.number && query.number > 1 ? sql` offset ${(query.number - 1) * query.size}` : sql``
  const rows = sql`select ${order.marks}, ${shape.select} ${from}${joins(asking, query)} where ${all([...where, ...pageCondition(order, query)])}
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
export function makePlan(asking: Asking, params: Readonly<Record<string, unknown>>): ListPlan {
  const { entity, grants } = asking
  const query = readListQuery(entity, params)
  judge(asking, query)
  const include = includesOf(entity, grants, query.include)
  const shape = shapeOf(entity, grants, query.fields ?? 'list', alias)
  const backwards = query.before !== undefined
  const order = orderOf(entity, query.sort, alias, backwards)
  const where = selectionOf(asking, query)
  return {
    query,
    shape,
    include,
    ...statements(asking, shape, order, query, where),
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
  return remember<string, ListPlan>(plans, key, () => makePlan({ entity, access, grants, facet }, params))
}
