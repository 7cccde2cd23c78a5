import { queryOptions, useQuery } from '@tanstack/react-query'
import { type Query, request } from './api.ts'
import type { Money } from './formats.ts'

/** A measure's answer: a number, or money, a sum in each currency, since no two are ever added up. */
export type SummaryValue = number | string | null | readonly Money[]
export interface SummaryGroup {
  readonly keys: readonly (string | null)[]
  readonly titles: readonly (string | null)[]
  readonly count: number
  /** By the measure's name: `sum:value`. */
  readonly values: Readonly<Record<string, SummaryValue>>
}
export interface Summary {
  readonly groups: readonly SummaryGroup[]
  readonly total: { readonly count: number; readonly values: Readonly<Record<string, SummaryValue>> }
  /** There were more groups than are told. */
  readonly truncated: boolean
}

/** A list's own question may be given as it is: its order and what it includes change no figure. */
export function summaryQuery(collection: string, { sort: _, include: __, ...query }: Query) {
  return queryOptions({
    queryKey: ['summary', collection, query],
    queryFn: ({ signal }) => request<Summary>('GET', `/${collection}/summary`, { query, signal }),
    staleTime: 15_000,
  })
}

/**
 * Figures over a list: everything the list can be asked, and `group` and `measure`.
 *
 *     useSummary('licenses', { 'filter[status]': 'inUse', group: 'endsOn:month,edition', measure: 'count,sum:value' })
 */
export const useSummary = (collection: string, query: Query) => useQuery(summaryQuery(collection, query))

/** A measure's number; of money the sum in one currency. */
export function amountOf(value: SummaryValue | undefined, currency?: string): number | null {
  if (value === null || value === undefined) return null
  if (Array.isArray(value)) {
    const money = (value as readonly Money[]).find(each => each.currency === currency)
    return money ? Number(money.amount) : null
  }
  return Number(value)
}

/** The currencies in which there is money, the organisation's own first. */
export function currenciesIn(values: readonly (SummaryValue | undefined)[], first: string): readonly string[] {
  const found = new Set(values.flatMap(value => (Array.isArray(value) ? value.map(({ currency }) => currency) : [])))
  return [...found].sort((one, other) => Number(other === first) - Number(one === first) || one.localeCompare(other))
}
