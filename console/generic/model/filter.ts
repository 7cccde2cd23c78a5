import type { EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import type { Operator } from '@tenon/kernel/fields/field.ts'

/** One condition of a list: `field · operator · value`. `in` and `nin` keep their values joined by commas. */
export interface Filter {
  readonly field: string
  readonly operator: Operator
  readonly value: string
}

const key = /^filter\[(\w+)\](?:\[(\w+)\])?$/

export const filterKey = ({ field, operator }: Filter) =>
  operator === 'eq' ? `filter[${field}]` : `filter[${field}][${operator}]`

/** A query parameter as a filter; undefined when it is none, or of a field or operator the list does not know. */
export function readFilter(name: string, value: string, fields: readonly FieldMeta[]): Filter | undefined {
  const match = key.exec(name)
  const field = fields.find(({ name }) => name === match?.[1])
  const operator = (match?.[2] ?? 'eq') as Operator
  return field?.operators.includes(operator) ? { field: field.name, operator, value } : undefined
}

export const fieldOf = (meta: EntityMeta, name: string) => meta.fields.find(field => field.name === name)

const dayShaped = new Set(['date', 'instant'])

/** Offers each operator once: "is any of" covers "is" for closed sets, and nobody asks a date to be one of five. */
export function offeredOperators(field: FieldMeta): readonly Operator[] {
  const closed = ['choice', 'status', 'ref'].includes(field.kind)
  const dropped: readonly Operator[] = closed ? ['eq', 'ne'] : dayShaped.has(field.kind) ? ['in', 'nin'] : ['in', 'nin']
  const offered = field.operators.filter(operator => !dropped.includes(operator))
  const required = field.required && !field.nullable
  return required ? offered.filter(operator => operator !== 'empty') : offered
}

/** The operator a new filter starts with: the one people mean most often. */
export function firstOperator(field: FieldMeta): Operator {
  const order: readonly Operator[] = dayShaped.has(field.kind)
    ? ['lte', 'gte', 'eq']
    : ['contains', 'in', 'gte', 'eq', 'empty']
  const offered = offeredOperators(field)
  return order.find(operator => offered.includes(operator)) ?? offered[0] ?? 'eq'
}

/** `eq` and `ne` of a closed set open in the same editor as `in` and `nin`. */
export function asMany(filter: Filter, field: FieldMeta): Filter {
  if (!['choice', 'status', 'ref'].includes(field.kind)) return filter
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
