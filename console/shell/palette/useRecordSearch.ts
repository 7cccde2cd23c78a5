import { useQueries } from '@tanstack/react-query'
import type { Tone } from '@tenon/kernel/entity/entity.ts'
import { useEffect, useState } from 'react'
import { request } from '../../app/api.ts'
import { type Collection, findCollection, useMeta } from '../../app/meta.ts'
import { type RecordRow, stateOf, titleOf } from '../../generic/model/record.ts'
import { useDestinations } from '../destinations.ts'

export interface FoundRecord {
  readonly id: string
  readonly path: string
  readonly title: string
  readonly kind: string
  readonly icon: string
  /** Of records that live a life. */
  readonly tone?: Tone | undefined
  readonly state?: string | undefined
}
const collectionsAsked = 16
const rowsEach = 4

function useSettled(text: string, wait: number): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), wait)
    return () => clearTimeout(timer)
  }, [text, wait])
  return settled
}

/** The first of each, then the second of each: a long group leaves room for the others. */
const inTurn = <T>(groups: readonly (readonly T[])[]): T[] =>
  groups
    .flatMap(items => items.map((item, at) => ({ item, at })))
    .toSorted((one, other) => one.at - other.at)
    .map(({ item }) => item)

function found({ path, entity, one }: Collection, row: RecordRow): FoundRecord {
  const state = stateOf(entity, row.status)
  const known = { id: row.id, path, icon: entity.icon, title: titleOf(entity, row), kind: one }
  return { ...known, tone: state?.tone, state: state?.label }
}

/** Records of the main collections that match, as the person may see them. One that cannot be searched is left out. */
export function useRecordSearch(typed: string) {
  const meta = useMeta()
  const search = useSettled(typed.trim(), 120)
  const asked = inTurn(useDestinations().flatMap(({ items, inSettings }) => (inSettings ? [] : [items])))
    .filter(({ entity }) => entity !== undefined)
    .filter((one, at, all) => all.findIndex(other => other.entity === one.entity) === at)
    .slice(0, collectionsAsked)
    .flatMap(({ path }) => findCollection(meta, path) ?? [])
  const answers = useQueries({
    queries: asked.map(({ path }) => ({
      queryKey: ['search', path, search],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        request<{ data: RecordRow[] }>('GET', `/${path}`, { query: { search, 'page[size]': rowsEach }, signal }),
      enabled: search !== '',
      staleTime: 30_000,
      retry: false,
    })),
  })
  return {
    found: asked.flatMap((collection, at) => (answers[at]?.data?.data ?? []).map(row => found(collection, row))),
    searching: search !== typed.trim() || answers.some(answer => answer.isFetching),
  }
}
