import type { EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import type { Operator } from '@tenon/kernel/fields/field.ts'

/** `between` is the pair of `gte` and `lte` that people read as one condition; the server is asked for both. */
export type FilterOperator = Operator | 'between'

/**
 * One condition of a list: `field · operator · value`. `in` and `nin` keep their values joined by commas, `between` as
 * `from..to`. The field may lie one reference away: `customer.name`.
 */
export interface Filter {
  readonly field: string
  readonly operator: FilterOperator
  readonly value: string
}

/** An entity with the fields of those it refers to, which can be asked about as well: `customer.name`. */
export interface Reaching {
  readonly fields: readonly FieldMeta[]
  readonly near?: readonly FieldMeta[]
}

const key = /^filter\[([\w.]+)\](?:\[(\w+)\])?$/
const span = '..'

export const spanOf = (value: string): readonly [string, string] => {
  const at = value.indexOf(span)
  return at < 0 ? [value, ''] : [value.slice(0, at), value.slice(at + span.length)]
}
export const asSpan = (from: string, to: string) => `${from}${span}${to}`

const keyFor = (field: string, operator: string) =>
  operator === 'eq' ? `filter[${field}]` : `filter[${field}][${operator}]`

/** Tells one condition of a list from the others. */
export const filterKey = ({ field, operator }: Filter) => keyFor(field, operator)

/** A condition as query parameters; nothing for one that still lacks its value. */
export function filterParams({ field, operator, value }: Filter): readonly (readonly [string, string])[] {
  if (operator !== 'between') return value === '' ? [] : [[keyFor(field, operator), value]]
  const [from, to] = spanOf(value)
  const ends = [
    [keyFor(field, 'gte'), from],
    [keyFor(field, 'lte'), to],
  ] as const
  return ends.filter(([, end]) => end !== '')
}

export const fieldOf = (meta: Reaching, name: string) =>
  meta.fields.find(field => field.name === name) ?? meta.near?.find(field => field.name === name)

/** A query parameter as a filter; undefined when it is none, or of a field or operator the list does not know. */
export function readFilter(name: string, value: string, meta: Reaching): Filter | undefined {
  const match = key.exec(name)
  const field = match?.[1] ? fieldOf(meta, match[1]) : undefined
  const operator = (match?.[2] ?? 'eq') as Operator
  return field?.operators.includes(operator) ? { field: field.name, operator, value } : undefined
}

/** From and until of one field are read as one condition, where the first of them stands. */
export function joined(filters: readonly Filter[]): readonly Filter[] {
  const other = { gte: 'lte', lte: 'gte' } as Readonly<Record<string, string>>
  return filters.flatMap((filter, at) => {
    const pair = filters.findIndex(each => each.field === filter.field && each.operator === other[filter.operator])
    if (pair < 0) return [filter]
    if (pair < at) return []
    const ends = filter.operator === 'gte' ? [filter, filters[pair]] : [filters[pair], filter]
    return [{ ...filter, operator: 'between' as const, value: asSpan(ends[0]?.value ?? '', ends[1]?.value ?? '') }]
  })
}

const dayShaped = new Set(['date', 'instant'])
const closedKinds = new Set(['choice', 'status', 'ref'])
export const isClosed = (field: FieldMeta) => closedKinds.has(field.kind)

/** Offers each operator once: "is any of" covers "is" for closed sets, and nobody asks a date to be one of five. */
export function offeredOperators(field: FieldMeta): readonly FilterOperator[] {
  const dropped: readonly Operator[] = isClosed(field) ? ['eq', 'ne'] : dayShaped.has(field.kind) ? ['in', 'nin'] : []
  const offered = field.operators.filter(operator => !dropped.includes(operator))
  const ranged = offered.includes('gte') && offered.includes('lte') && !isClosed(field)
  const all: readonly FilterOperator[] = ranged ? ['between', ...offered] : offered
  const required = field.required && !field.nullable
  return required ? all.filter(operator => operator !== 'empty') : all
}

/** The operator a new filter starts with: the one people mean most often. */
export function firstOperator(field: FieldMeta): FilterOperator {
  const order: readonly FilterOperator[] = dayShaped.has(field.kind)
    ? ['lte', 'gte', 'eq']
    : ['contains', ...(isClosed(field) ? (['in'] as const) : []), 'gte', 'eq', 'in', 'empty']
  const offered = offeredOperators(field)
  return order.find(operator => offered.includes(operator)) ?? offered[0] ?? 'eq'
}

/** `eq` and `ne` of a closed set open in the same editor as `in` and `nin`. */
export function asMany(filter: Filter, field: FieldMeta): Filter {
  if (!isClosed(field)) return filter
  if (filter.operator === 'eq') return { ...filter, operator: 'in' }
  return filter.operator === 'ne' ? { ...filter, operator: 'nin' } : filter
}

/** A set of one is written as `is`, so that links stay short and equal views look equal. */
export function asOne(filter: Filter): Filter {
  if (filter.value.includes(',')) return filter
  if (filter.operator === 'in') return { ...filter, operator: 'eq' }
  return filter.operator === 'nin' ? { ...filter, operator: 'ne' } : filter
}

export const values = (filter: Filter) => filter.value.split(',').filter(Boolean)

/** Replaces the filter at `at` (or adds it when there is none), keeping one filter of a field and operator. */
export function putFilter(filters: readonly Filter[], at: number | undefined, next: Filter): readonly Filter[] {
  const put = asOne(next)
  const list = at === undefined ? [...filters, put] : filters.map((old, index) => (index === at ? put : old))
  const place = at ?? list.length - 1
  return list.filter((old, index) => index === place || filterKey(old) !== filterKey(put))
}

const tooRich = new Set(['lines', 'json', 'file', 'secret', 'longText'])

/** Fields one reference away, as `customer › name`; the reference's own title is asked by the reference itself. */
export function nearFields(meta: EntityMeta, entities: Readonly<Record<string, EntityMeta>>): readonly FieldMeta[] {
  return meta.fields.flatMap(field => {
    const other = field.kind === 'ref' && field.operators.length > 0 && entities[field.refersTo?.entity ?? '']
    if (!other) return []
    const asked = other.fields.filter(each => each.operators.length > 0 && !tooRich.has(each.kind) && !each.masked)
    return asked.map(each => ({
      ...each,
      name: `${field.name}.${each.name}`,
      label: `${field.label} › ${each.label}`,
      writable: false,
      required: each.required && field.required,
    }))
  })
}
