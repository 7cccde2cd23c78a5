import { useQueries } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { request } from '../app/api.ts'
import { findCollection, useMeta } from '../app/meta.ts'
import { type RecordRow, titleOf } from '../generic/model/record.ts'
import { useDestinations } from './destinations.ts'

export interface FoundRecord {
  readonly id: string
  readonly path: string
  readonly title: string
  readonly kind: string
  readonly icon: string
}
const collectionsAsked = 8
const rowsEach = 4

function useSettled(text: string, wait: number): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), wait)
    return () => clearTimeout(timer)
  }, [text, wait])
  return settled
}

/** Records of the main collections that match, as the person may see them. One that cannot be searched is left out. */
export function useRecordSearch(typed: string) {
  const meta = useMeta()
  const search = useSettled(typed.trim(), 120)
  const items = useDestinations()
    .flatMap(group => group.items)
    .filter(({ entity }) => entity !== undefined)
    .filter((one, at, all) => all.findIndex(other => other.entity === one.entity) === at)
    .slice(0, collectionsAsked)
  const answers = useQueries({
    queries: items.map(({ path }) => ({
      queryKey: ['search', path, search],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        request<{ data: RecordRow[] }>('GET', `/${path}`, { query: { search, 'page[size]': rowsEach }, signal }),
      enabled: search !== '',
      staleTime: 30_000,
      retry: false,
    })),
  })
  const found = items.flatMap(({ path, icon }, at): FoundRecord[] => {
    const collection = findCollection(meta, path)
    const rows = answers[at]?.data?.data ?? []
    return rows.map(row => ({
      id: row.id,
      path,
      icon,
      title: titleOf(collection?.entity, row),
      kind: collection?.one ?? '',
    }))
  })
  return { found, searching: search !== typed.trim() || answers.some(answer => answer.isFetching) }
}
