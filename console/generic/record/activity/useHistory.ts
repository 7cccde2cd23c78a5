import { useInfiniteQuery } from '@tanstack/react-query'
import type { HistoryEntry } from '@tenon/kernel/derive/meta-types.ts'
import { request } from '../../../app/api.ts'

interface HistoryPage {
  readonly data: readonly HistoryEntry[]
  readonly page: { readonly next?: string | null }
}

/** The history of a record, newest first, a page at a time; what was read before stays on screen while it is read anew. */
export function useHistory(path: string, id: string, size: number) {
  const pages = useInfiniteQuery({
    queryKey: ['history', path, id, 'pages', size],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      request<HistoryPage>('GET', `/${path}/${id}/history`, {
        query: { 'page[size]': size, 'page[after]': pageParam || null },
        signal,
      }),
    getNextPageParam: last => last.page.next ?? undefined,
  })
  return { ...pages, entries: pages.data?.pages.flatMap(({ data }) => data) ?? [] }
}
