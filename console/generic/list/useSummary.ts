import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'
import type { Money } from '../../app/formats.ts'

export type SummaryValue = readonly Money[] | number | string | null
export interface Summary {
  readonly groups: readonly {
    readonly keys: readonly (string | null)[]
    readonly titles: readonly (string | null)[]
    readonly count: number
    readonly values: Readonly<Record<string, SummaryValue>>
  }[]
  readonly total: { readonly count: number; readonly values: Readonly<Record<string, SummaryValue>> }
  readonly truncated: boolean
}

/** The list's own question without its order, which changes no sum. */
export function summaryOptions(
  path: string,
  query: Readonly<Record<string, string>>,
  asked: { readonly group?: string | undefined; readonly measures?: readonly string[] | undefined },
) {
  const { sort: _, include: __, ...conditions } = query
  const params = {
    ...conditions,
    ...(asked.group && { group: asked.group }),
    ...(asked.measures && asked.measures.length > 0 && { measure: ['count', ...asked.measures].join(',') }),
  }
  return queryOptions({
    queryKey: ['summary', path, params],
    queryFn: ({ signal }) => request<Summary>('GET', `/${path}/summary`, { query: params, signal }),
    staleTime: 15_000,
  })
}

/** The sums below the columns; undefined while nothing is asked or known. */
export function useSums(path: string, query: Readonly<Record<string, string>>, measures: readonly string[]) {
  const { data } = useQuery({
    ...summaryOptions(path, query, { measures }),
    enabled: measures.length > 0,
    placeholderData: keepPreviousData,
  })
  return measures.length > 0 ? data?.total.values : undefined
}
