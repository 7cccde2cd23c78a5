import { useCallback, useMemo } from 'react'
import { useUrlState } from '../../app/url-state.ts'
import { type ListState, listParams, readListState } from '../model/listState.ts'
import type { ListEntity } from '../model/views.ts'

const ours = (key: string) => /^(?:view|q|sort|scope|shape|group|filter\[.+)$/.test(key)

/** The list's state, read from the address and written to it. */
export function useListAddress(meta: ListEntity) {
  const [url, change] = useUrlState()
  const state = useMemo(() => readListState(new URLSearchParams(url), meta), [url, meta])
  const replace = useCallback(
    (params: Readonly<Record<string, string>>, options: { push?: boolean }) => {
      const cleared = Object.fromEntries(
        Object.keys(url)
          .filter(ours)
          .map(key => [key, undefined]),
      )
      return change({ ...cleared, ...params }, options)
    },
    [url, change],
  )
  const set = useCallback(
    (next: ListState, options: { push?: boolean } = { push: true }) =>
      replace(Object.fromEntries(listParams(next, meta)), options),
    [replace, meta],
  )
  /** A view as it stands, also one that was saved a moment ago and is not among the tabs yet. */
  const openView = useCallback((name: string | null) => replace({ view: name ?? 'all' }, {}), [replace])
  const peek = url.peek
  const setPeek = useCallback((id: string | undefined, push = false) => change({ peek: id }, { push }), [change])
  return { state, set, openView, peek, setPeek }
}
