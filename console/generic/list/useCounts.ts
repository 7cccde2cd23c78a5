import { type QueryClient, queryOptions, useQueries, useQueryClient } from '@tanstack/react-query'
import { request } from '../../app/api.ts'
import { useFormats } from '../../app/formats.ts'
import { type ListState, listQuery, viewState } from '../model/listState.ts'
import type { ListEntity, ListView } from '../model/views.ts'
import type { ListPage } from './chunks.ts'

/** How many records answer a question, without the records. */
export const countOptions = (_client: QueryClient, path: string, state: ListState) => {
  const query = listQuery({ ...state, sort: [] })
  return queryOptions({
    queryKey: ['count', path, query],
    queryFn: async ({ signal }) =>
      (await request<ListPage>('GET', `/${path}`, { query: { ...query, 'page[size]': 1 }, signal })).page,
    staleTime: 60_000,
  })
}

/** `10,000+` where counting stopped. */
export function useTotalText() {
  const { number } = useFormats()
  return (page: ListPage['page']) => `${number(page.total)}${page.totalIsExact ? '' : '+'}`
}

/** The counts on the view tabs; undefined until known. Views that only sort share one question. */
export function useViewCounts(
  path: string,
  meta: ListEntity,
  views: readonly (ListView | null)[],
): readonly (string | undefined)[] {
  const client = useQueryClient()
  const text = useTotalText()
  const asked = views.map(view => countOptions(client, path, viewState(view, meta)))
  const keys = asked.map(({ queryKey }) => JSON.stringify(queryKey))
  const counts = useQueries({ queries: asked.filter((_, at) => keys.indexOf(keys[at] ?? '') === at) })
  const distinct = [...new Set(keys)]
  return keys.map(key => {
    const page = counts[distinct.indexOf(key)]?.data
    return page && text(page)
  })
}
