import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import type { Lines, Section } from '../model/groups.ts'
import type { RecordRow } from '../model/record.ts'
import { type Asked, chunkOf, chunkOptions, type ListPage, loadedChunk, loadedRow, rowCount } from './chunks.ts'

/** How many rows ahead of the window are asked for before they are needed. */
const ahead = 120

/** What a list shows, row by row: all in one, or below the heads of its groups. */
export interface Rows {
  rowAt(at: number): RecordRow | undefined
  /** The question that a row answers, and where among its answers. */
  placeOf(at: number): { readonly asked: Asked; readonly at: number }
  readonly count: number
  readonly total: ListPage['page'] | undefined
  readonly status: 'pending' | 'error' | 'success'
  readonly error: unknown
  /** Rows on screen answer the question before this one. */
  readonly stale: boolean
  /** Heads and rows, where the list is in groups; the table then scrolls through lines. */
  readonly lines?: Lines | undefined
  readonly sections?: readonly Section[] | undefined
  toggle?(section: Section): void
  retry(): Promise<unknown>
}

/** The rows around a window of a list, in chunks; whatever was loaded before stays in the cache. */
export function useRows(asked: Asked, window: { readonly first: number; readonly last: number }, enabled = true): Rows {
  const client = useQueryClient()
  const first = useQuery({ ...chunkOptions(client, asked, 0), placeholderData: keepPreviousData, enabled })
  const end = first.data ? Math.max(0, first.data.page.total - 1) : 0
  const reach = first.data?.page.totalIsExact === false ? window.last + ahead : Math.min(window.last + ahead, end)
  const from = chunkOf(Math.max(0, window.first - ahead / 2))
  const chunks = Array.from({ length: Math.max(0, chunkOf(reach) - from + 1) }, (_, at) => from + at).filter(
    at => at > 0,
  )
  const others = useQueries({
    queries: chunks.map(chunk => ({
      ...chunkOptions(client, asked, chunk),
      enabled: enabled && first.isSuccess && !first.isPlaceholderData,
    })),
  })
  // Read, so that the list is drawn again when rows of a chunk have come or changed.
  const read = [first, ...others].map(chunk => chunk.dataUpdatedAt).join()
  const deepest = useRef({ asked, chunk: 0 })
  if (deepest.current.asked !== asked) deepest.current = { asked, chunk: 0 }
  useEffect(() => {
    const loaded = chunks.filter((_, at) => others[at]?.isSuccess)
    deepest.current.chunk = Math.max(deepest.current.chunk, ...loaded)
  })
  const last = deepest.current.chunk === 0 ? first.data : loadedChunk(client, asked, deepest.current.chunk)
  const old = first.isPlaceholderData ? first.data : undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: another function for other rows: whoever keeps one asks anew.
  const rowAt = useCallback(
    (at: number): RecordRow | undefined => old?.data[at] ?? loadedRow(client, asked, at),
    [client, asked, old, read],
  )
  const placeOf = useCallback((at: number) => ({ asked, at }), [asked])
  return {
    rowAt,
    placeOf,
    count: rowCount(first.data, deepest.current.chunk, last),
    total: first.data?.page,
    status: first.status,
    error: first.error ?? others.find(chunk => chunk.error)?.error ?? null,
    stale: first.isPlaceholderData,
    retry: () => Promise.all([first, ...others].filter(chunk => chunk.isError).map(chunk => chunk.refetch())),
  }
}
