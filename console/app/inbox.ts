import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from './api.ts'
import { useLive } from './live.ts'

/** What one was told; `text` is in the reader's language. */
export interface Notice {
  readonly id: string
  readonly kind: string
  readonly text: string
  readonly actor: { readonly id: string | null; readonly name: string } | null
  readonly link: { readonly collection: string; readonly id: string } | { readonly path: string } | null
  readonly at: string
  readonly readAt: string | null
  readonly archivedAt: string | null
}
export interface NoticePage {
  readonly data: readonly Notice[]
  readonly unread: number
  readonly next?: string
}

export const unreadKey = ['inbox', 'unread'] as const
const unreadQuery = queryOptions({
  queryKey: unreadKey,
  queryFn: async ({ signal }) =>
    (await request<NoticePage>('GET', '/notifications', { query: { filter: 'unread', size: 1 }, signal })).unread,
  staleTime: 5 * 60_000,
  retry: false,
})

/** How many notices wait, kept by the server's word; undefined until known. */
export function useUnread(): number | undefined {
  const client = useQueryClient()
  const { data } = useQuery(unreadQuery)
  useLive('notification', ({ unread }) => {
    client.setQueryData(unreadKey, unread)
    client.invalidateQueries({ queryKey: ['inbox', 'notices'] })
  })
  useLive('resumed', () => client.invalidateQueries({ queryKey: ['inbox'] }))
  return data
}
