import type { Money } from '@tenon/kernel/fields/money/money.ts'
import { deployment } from '../deployment/deployment.entity.ts'
import { license } from '../license/license.entity.ts'
import { purchase } from '../purchase/purchase.entity.ts'
import { revenuePeriod } from './revenue-period.entity.ts'

/** The lists that figures are taken from, by their addresses. */
export const collections = {
  licenses: license,
  purchases: purchase,
  deployments: deployment,
  revenue_periods: revenuePeriod,
}
export type CollectionName = keyof typeof collections

/** A list by its address: the records a figure is counted or added up from. */
export interface List {
  readonly collection: CollectionName
  readonly query: Readonly<Record<string, string>>
}
/** What is worked out over a list: how many, the sum of a field, or one of the measures of `measures.ts`. */
export interface Question extends List {
  readonly measure: string
  /** By at most two of the list's fields, `orderedOn:month` for time. */
  readonly group?: readonly string[]
}
/** What was found: of money one amount for each currency, otherwise one number or none. */
export type Value = readonly Money[] | number | null
export interface Group {
  readonly keys: readonly (string | null)[]
  readonly count: number
  readonly value: Value
}
export interface Answer {
  readonly count: number
  readonly value: Value
  readonly groups: readonly Group[]
}

type Filter = Readonly<Record<string, string>>
/** `{ 'endsOn.lte': '2026-12-31' }` as the parameters of a list. */
const asParameters = (filter: Filter) =>
  Object.fromEntries(
    Object.entries(filter).map(([key, value]) => {
      const [field, operator] = key.split(/\.(?=[a-z]+$)/)
      return [operator ? `filter[${field}][${operator}]` : `filter[${field}]`, value]
    }),
  )
export const list = (collection: CollectionName, filter: Filter): List => ({ collection, query: asParameters(filter) })
/** The same list, narrowed to one key of a group. */
export const narrowed = ({ collection, query }: List, field: string, key: string | null): List => ({
  collection,
  query: { ...query, ...asParameters(key === null ? { [`${field}.empty`]: 'true' } : { [field]: key }) },
})
