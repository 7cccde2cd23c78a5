import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { summaryQuery } from '../../app/summary.ts'
import { type Line, type Lines, linesOf, type Section, sectionQuery } from '../model/groups.ts'
import { type Asked, chunkOf, chunkOptions, loadedRow } from './chunks.ts'
import type { Window } from './useGrid.ts'
import type { Rows } from './useRows.ts'
import { measureParam } from './useSums.ts'

const nowhere: readonly Section[] = []
const allOpen: ReadonlySet<string | null> = new Set()

interface Grouping {
  readonly asked: Asked
  readonly group: string | null
  readonly measures: readonly string[]
  /** In lines: heads count as well. */
  readonly window: Window
}

/** Which rows the lines of a window hold. */
function rowsIn(lines: Lines, { first, last }: Window): readonly number[] {
  const rows: number[] = []
  for (let at = Math.max(0, first - 20); at < Math.min(lines.count, last + 20); at++) {
    const line: Line = lines.at(at)
    if ('row' in line) rows.push(line.row)
  }
  return rows
}

/** The rows of a list below the heads of its groups: the heads come from the summary, each group's rows by its key. */
export function useGroupedRows({ asked, group, measures, window }: Grouping): Rows {
  const client = useQueryClient()
  const summary = useQuery({
    ...summaryQuery(asked.path, { ...asked.query, group, measure: measureParam(measures) }),
    enabled: group !== null,
    placeholderData: keepPreviousData,
  })
  const [closed, setClosed] = useState<{ group: string | null; keys: ReadonlySet<string | null> }>({
    group,
    keys: new Set(),
  })
  const shut = closed.group === group ? closed.keys : allOpen
  const sections = useMemo<readonly Section[]>(
    () =>
      summary.data?.groups.map(({ keys, titles, count, values }) => {
        const key = keys[0] ?? null
        return { key, title: titles[0] ?? null, count, values, isOpen: !shut.has(key) }
      }) ?? nowhere,
    [summary.data, shut],
  )
  const lines = useMemo(() => linesOf(sections), [sections])
  const questions = useMemo<readonly Asked[]>(
    () =>
      sections.map(({ key }) => ({
        path: asked.path,
        query: { ...asked.query, ...sectionQuery(group ?? '', key, asked.query) },
      })),
    [sections, asked, group],
  )
  const wanted = new Map<string, { readonly of: Asked; readonly chunk: number }>()
  if (group !== null && !summary.isPlaceholderData)
    for (const row of rowsIn(lines, window)) {
      const place = lines.placeOf(row)
      const of = questions[place.section]
      const chunk = chunkOf(place.at)
      if (of) wanted.set(`${place.section}.${chunk}`, { of, chunk })
    }
  const chunks = useQueries({
    queries: [...wanted.values()].map(({ of, chunk }) => chunkOptions(client, of, chunk)),
  })
  // Read, so that the list is drawn again when rows of a chunk have come or changed.
  const read = chunks.map(chunk => chunk.dataUpdatedAt).join()
  const placeOf = useCallback(
    (at: number) => {
      const place = lines.placeOf(at)
      return { asked: questions[place.section] ?? asked, at: place.at }
    },
    [lines, questions, asked],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: another function for other rows: whoever keeps one asks anew.
  const rowAt = useCallback(
    (at: number) => {
      if (at < 0 || at >= lines.rows) return undefined
      const place = placeOf(at)
      return loadedRow(client, place.asked, place.at)
    },
    [client, lines, placeOf, read],
  )
  const toggle = useCallback(
    ({ key }: Section) =>
      setClosed(before => {
        const keys = new Set(before.group === group ? before.keys : [])
        if (!keys.delete(key)) keys.add(key)
        return { group, keys }
      }),
    [group],
  )
  const total = summary.data?.total.count
  return {
    rowAt,
    placeOf,
    count: lines.rows,
    total: total === undefined ? undefined : { size: total, total, totalIsExact: true },
    status: summary.status,
    error: summary.error ?? chunks.find(chunk => chunk.error)?.error ?? null,
    stale: summary.isPlaceholderData,
    lines,
    sections,
    toggle,
    retry: () => Promise.all([summary, ...chunks].filter(each => each.isError).map(each => each.refetch())),
  }
}
