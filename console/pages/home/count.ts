import { queryOptions } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

interface Counted {
  readonly total: number
  readonly totalIsExact: boolean
}

/** How many records a list has, without reading them. */
export const countQuery = (path: string, query: Readonly<Record<string, string>> = {}) =>
  queryOptions({
    queryKey: ['count', path, query],
    queryFn: async ({ signal }) =>
      (await request<{ page: Counted }>('GET', `/${path}`, { query: { ...query, 'page[size]': 1 }, signal })).page,
    staleTime: 60_000,
  })

/** `10,000+` where counting stopped. */
export const countText = (page: Counted, number: (value: number) => string) =>
  `${number(page.total)}${page.totalIsExact ? '' : '+'}`
