import { useQuery } from '@tanstack/react-query'
import { request } from '../../../app/api.ts'
import type { Money } from '../../../app/formats.ts'
import { findCollection, useMeta } from '../../../app/meta.ts'
import { type Summary, summaryQuery } from '../../../app/summary.ts'
import type { Period } from './periods.ts'

/** A list with its conditions, and how it is put together. */
export interface Asked {
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** The field that names whose it is. */
  readonly by: string
}
const within = (field: string, { from, to }: Period) => ({
  [`filter[${field}][gte]`]: from,
  [`filter[${field}][lte]`]: to,
})

/** What is counted of each: paid orders by the day of the order, renewals by the day they were decided. */
export const sales = (by: string, period: Period): Asked => ({
  path: 'purchases',
  query: { 'filter[status]': 'paid', ...within('orderedOn', period) },
  by,
})
export const renewalsOf = (status: string, period: Period): Asked => ({
  path: 'renewals',
  query: { 'filter[status]': status, ...within('settledOn', period) },
  by: 'owner',
})
export const confirmedOrders = (period: Period): Asked => ({
  path: 'partner_orders',
  query: within('confirmedOn', period),
  by: 'partner',
})
export const running = (): Asked => ({
  path: 'licenses',
  query: { 'filter[status][in]': 'issued,deployed,inUse,grace' },
  by: 'partner',
})

/** The records of the list that are one person's. */
export const ofOne = ({ query, by }: Asked, id: string) => ({ ...query, [`filter[${by}]`]: id })

/** Figures over a list by whose it is; nothing where this person may not see the list. */
export function useFigures({ path, query, by }: Asked, measure = 'count') {
  const may = findCollection(useMeta(), path)?.entity.fields.some(({ name }) => name === by) ?? false
  return useQuery({ ...summaryQuery(path, { ...query, group: by, measure }), enabled: may })
}
export const countOf = (summary: Summary | undefined, id: string) =>
  summary?.groups.find(({ keys }) => keys[0] === id)?.count ?? 0
export const sumsOf = (summary: Summary | undefined, id: string, measure: string) =>
  (summary?.groups.find(({ keys }) => keys[0] === id)?.values[measure] ?? []) as readonly Money[]

export interface Named {
  readonly id: string
  readonly name: string
  readonly target?: Money | null
  readonly tier?: string
}
const most = 200

/** Those who are at work; who has left is found in the lists themselves. */
export function useNamed(path: string, entity: string) {
  const may = useMeta().entities[entity] !== undefined
  return useQuery({
    queryKey: ['list', path, 'named'],
    queryFn: ({ signal }) =>
      request<{ data: readonly Named[] }>('GET', `/${path}`, {
        query: { 'filter[status]': 'active', sort: 'name', 'page[size]': most },
        signal,
      }),
    enabled: may,
  })
}
