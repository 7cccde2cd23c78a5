import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { request } from '../../app/api.ts'
import type { RecordRow } from '../model/record.ts'

export interface ListPage {
  readonly data: readonly RecordRow[]
  readonly page: {
    readonly size: number
    readonly total: number
    readonly totalIsExact: boolean
    readonly next?: string | null
  }
}

/** One question to the server: the collection and its query without a page. */
export interface Asked {
  readonly path: string
  readonly query: Readonly<Record<string, string>>
}

export const chunkSize = 100
export const chunkOf = (row: number) => Math.floor(row / chunkSize)

export const listKey = (path: string) => ['list', path] as const
const keyOf = ({ path, query }: Asked, chunk: number) => [...listKey(path), query, chunk] as const

/** From where the chunk before it ended, which costs the same at any depth; by number after a jump of the scroll bar. */
function pageQuery(client: QueryClient, asked: Asked, chunk: number) {
  const before = chunk > 0 ? client.getQueryData<ListPage>(keyOf(asked, chunk - 1))?.page.next : undefined
  if (before) return { 'page[after]': before }
  return chunk === 0 ? {} : { 'page[number]': chunk + 1 }
}

/** A hundred rows of a list. */
export const chunkOptions = (client: QueryClient, asked: Asked, chunk: number) =>
  queryOptions({
    queryKey: keyOf(asked, chunk),
    queryFn: ({ signal }) =>
      request<ListPage>('GET', `/${asked.path}`, {
        query: { ...asked.query, 'page[size]': chunkSize, ...pageQuery(client, asked, chunk) },
        signal,
      }),
    staleTime: 15_000,
  })

export const loadedChunk = (client: QueryClient, asked: Asked, chunk: number) =>
  client.getQueryData<ListPage>(keyOf(asked, chunk))

export function loadedRow(client: QueryClient, asked: Asked, at: number): RecordRow | undefined {
  return at < 0 ? undefined : loadedChunk(client, asked, chunkOf(at))?.data[at % chunkSize]
}

/** How many rows a list has to scroll through: all of an exact total; else as far as is known, and one chunk more. */
export function rowCount(first: ListPage | undefined, deepest: number, last: ListPage | undefined): number {
  if (!first) return 0
  const { total, totalIsExact } = first.page
  if (totalIsExact) return total
  const known = deepest * chunkSize + (last?.data.length ?? 0)
  return Math.max(total, known + (last?.page.next ? chunkSize : 0))
}
