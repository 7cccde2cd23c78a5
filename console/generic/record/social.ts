import { type InfiniteData, infiniteQueryOptions, queryOptions, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'
import type { Named } from './composer/mentions.ts'

/** What somebody said of a record. */
export interface Comment {
  readonly id: string
  readonly author: Named
  /** Plain, but for `@[Name](memberId)`. */
  readonly text: string
  readonly mentions: readonly Named[]
  readonly at: string
  readonly editedAt: string | null
  readonly mayChange: boolean
  /** Not confirmed by the server yet. */
  readonly isSending?: boolean
}

/** A file kept with a record. */
export interface KeptFile {
  readonly id: string
  readonly name: string
  /** In bytes. */
  readonly size: number
  readonly type: string
  readonly by: Named
  readonly at: string
  readonly mayRemove: boolean
}

/** How much there is around a record: for tabs and chips. */
export interface Around {
  readonly comments: number
  readonly files: number
  readonly tasks: number
  readonly starred: boolean
}

interface CommentPage {
  /** In the order they were written. */
  readonly data: readonly Comment[]
  readonly page: { readonly total: number; readonly previous?: string | undefined }
}
/** The latest page first; what was said before comes on demand. */
export type Comments = InfiniteData<CommentPage, string>

export const commentsOptions = (path: string, id: string) =>
  infiniteQueryOptions({
    queryKey: ['comments', path, id],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      request<CommentPage>('GET', `/${path}/${id}/comments`, {
        query: { 'page[size]': 50, 'page[before]': pageParam || null },
        signal,
      }),
    getNextPageParam: last => last.page.previous,
  })

export const filesOptions = (path: string, id: string) =>
  queryOptions({
    queryKey: ['files', path, id],
    queryFn: async ({ signal }) =>
      (await request<{ data: readonly KeptFile[] }>('GET', `/${path}/${id}/files`, { signal })).data,
  })

export const aroundOptions = (path: string, id: string) =>
  queryOptions({
    queryKey: ['around', path, id],
    queryFn: ({ signal }) => request<Around>('GET', `/${path}/${id}/around`, { signal }),
  })

export const useAround = (path: string, id: string): Around | undefined => useQuery(aroundOptions(path, id)).data
