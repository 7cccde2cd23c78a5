import { scopesOf } from '../access/scope.ts'
import type { AnyEntity } from '../entity/entity.ts'
import type { Operator } from '../fields/field.ts'
import type { FieldProblem } from '../problem/problem.ts'
import { invalid } from '../problem/refusals.ts'
import { type Filter, queryable } from './filter.ts'
import { pathOf } from './related.ts'

/** What a list was asked for, read from its query string but not yet judged against rights. */
export interface ListQuery {
  readonly filters: readonly Filter[]
  readonly sort: readonly { readonly field: string; readonly descending: boolean }[]
  readonly search?: string
  /** One of the entity's scopes: `own`, `departmentTree` for the caller's team. It narrows like a filter and grants nothing. */
  readonly scope?: string
  readonly include: readonly string[]
  readonly fields?: readonly string[]
  readonly size: number
  readonly number?: number
  /** Opaque mark of the row after which, or before which, the page lies. */
  readonly after?: string
  readonly before?: string
  /** `page[total]=exact`: count all, however many. */
  readonly exact: boolean
}

export const defaultPageSize = 50
export const maxPageSize = 500
const operators = new Set<string>([
  'eq',
  'ne',
  'in',
  'nin',
  'lt',
  'lte',
  'gt',
  'gte',
  'contains',
  'starts',
  'empty',
  'below',
])
const filterKey = /^filter\[([A-Za-z]\w*(?:\.[A-Za-z]\w*)?)\](?:\[([a-z]+)\])?$/
const names = (text: string) =>
  text
    .split(',')
    .map(name => name.trim())
    .filter(Boolean)
type Params = Readonly<Record<string, unknown>>

class Reader {
  readonly problems: FieldProblem[] = []
  refuse(field: string, code: string, params?: FieldProblem['params']) {
    this.problems.push(params ? { field, code, params } : { field, code })
  }
  whole(field: string, text: string, maximum: number): number {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : 0
    if (value < 1) this.refuse(field, 'TOO_SMALL', { minimum: 1 })
    else if (value > maximum) this.refuse(field, 'TOO_BIG', { maximum })
    return value
  }
}

function readFilter(reader: Reader, key: string, text: string): Filter[] {
  const match = filterKey.exec(key)
  const operator = match?.[2] ?? 'eq'
  if (match && operators.has(operator)) return [{ field: match[1] as string, operator: operator as Operator, text }]
  reader.refuse(key, 'UNKNOWN_FIELD')
  return []
}

/** Of these, unlike the others, one would have to say which places. */
const ofNamedPlaces = ['departments', 'sites']

function readScope(reader: Reader, entity: AnyEntity, text: string): string {
  if (!scopesOf(entity).includes(text) || ofNamedPlaces.includes(text)) reader.refuse('scope', 'INVALID_VALUE')
  return text
}

function readSort(reader: Reader, entity: AnyEntity, text: string) {
  return names(text).flatMap(name => {
    const descending = name.startsWith('-')
    const field = descending ? name.slice(1) : name
    const known = field.includes('.') ? pathOf(entity, field)?.known : queryable(entity, field)
    if (known?.kind.sortable) return [{ field, descending }]
    reader.refuse('sort', 'UNKNOWN_FIELD')
    return []
  })
}

/** Reads `page[…]`, `sort`, `filter[…]`, `search`, `scope`, `include` and `fields`; anything else is refused by name. */
export function readListQuery(entity: AnyEntity, params: Params): ListQuery {
  const reader = new Reader()
  const query: { -readonly [K in keyof ListQuery]: ListQuery[K] } = {
    filters: [],
    sort: [],
    include: [],
    size: defaultPageSize,
    exact: false,
  }
  for (const [key, value] of Object.entries(params)) {
    const text = Array.isArray(value) ? undefined : String(value)
    if (text === undefined || text.length > 2000) reader.refuse(key, 'INVALID_VALUE')
    else if (key.startsWith('filter[')) query.filters = [...query.filters, ...readFilter(reader, key, text)]
    else if (key === 'sort') query.sort = readSort(reader, entity, text)
    else if (key === 'search') query.search = text.trim()
    else if (key === 'scope') query.scope = readScope(reader, entity, text)
    else if (key === 'include') query.include = names(text)
    else if (key === 'fields') query.fields = names(text)
    else if (key === 'page[size]') query.size = reader.whole(key, text, maxPageSize)
    else if (key === 'page[number]') query.number = reader.whole(key, text, 1_000_000)
    else if (key === 'page[after]') query.after = text
    else if (key === 'page[before]') query.before = text
    else if (key === 'page[total]' && text === 'exact') query.exact = true
    else reader.refuse(key, 'UNKNOWN_FIELD')
  }
  if (reader.problems.length) throw invalid({}, { fields: reader.problems })
  return query
}
