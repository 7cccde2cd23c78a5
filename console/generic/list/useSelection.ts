import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { request } from '../../app/api.ts'
import type { RecordRow } from '../model/record.ts'
import { extend, nothing, toggle, withAll } from '../model/selection.ts'
import { type Asked, type ListPage, loadedRow } from './chunks.ts'
import type { Rows } from './useRows.ts'

/** As many records as one selection takes: beyond it, a filter and an import are the better tools. */
const most = 2_000
const pageSize = 500

/** The ids of every record that answers, page after page. */
async function allIds({ path, query }: Asked): Promise<string[]> {
  const ids: string[] = []
  let after: string | null | undefined
  do {
    const page: ListPage = await request('GET', `/${path}`, {
      query: { ...query, include: undefined, 'page[size]': pageSize, 'page[after]': after },
    })
    ids.push(...page.data.map(row => row.id))
    after = page.page.next
  } while (after && ids.length < most)
  return ids.slice(0, most)
}

/** What is ticked. Another question starts with nothing ticked: nobody acts on rows out of sight by mistake. */
export function useSelection({
  rows,
  asked,
  place,
}: {
  readonly rows: Rows
  readonly asked: Asked
  readonly place: string
}) {
  const client = useQueryClient()
  const [kept, setKept] = useState({ place, selection: nothing })
  const selection = kept.place === place ? kept.selection : nothing
  const set = useCallback(
    (next: (before: typeof nothing) => typeof nothing) =>
      setKept(before => ({ place, selection: next(before.place === place ? before.selection : nothing) })),
    [place],
  )
  const idAt = useCallback((at: number) => loadedRow(client, asked, at)?.id, [client, asked])
  const select = useCallback(
    (at: number, row: RecordRow, range: boolean) =>
      set(before => (range ? extend(before, at, idAt) : toggle(before, row.id, at))),
    [set, idAt],
  )
  const extendTo = useCallback(
    (from: number, to: number) =>
      set(before => extend(before.anchor === null ? { ...before, anchor: Math.max(0, from) } : before, to, idAt)),
    [set, idAt],
  )
  const loaded = useMemo(
    () =>
      Array.from({ length: Math.min(rows.count, most) }, (_, at) => rows.rowAt(at)).filter(row => row !== undefined),
    [rows.count, rows.rowAt],
  )
  const clear = useCallback(() => set(() => nothing), [set])
  return {
    ids: selection.ids,
    rows: loaded.filter(row => selection.ids.has(row.id)),
    select,
    extendTo,
    clear,
    toggleShown: () =>
      selection.ids.size > 0
        ? clear()
        : set(before =>
            withAll(
              before,
              loaded.map(row => row.id),
            ),
          ),
    mayTakeAll: (rows.total?.total ?? 0) <= most,
    takeAll: async () => {
      const ids = await allIds(asked)
      set(before => withAll(before, ids))
    },
  }
}
