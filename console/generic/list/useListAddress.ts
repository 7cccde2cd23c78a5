import type { EntityMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useCallback, useMemo } from 'react'
import { useUrlState } from '../../app/url-state.ts'
import { type ListState, listParams, readListState } from '../model/listState.ts'

const ours = (key: string) => /^(?:view|q|sort|scope|filter\[.+)$/.test(key)

/** The list's state, read from the address and written to it. */
export function useListAddress(meta: EntityMeta) {
  const [url, change] = useUrlState()
  const state = useMemo(() => readListState(new URLSearchParams(url), meta), [url, meta])
  const set = useCallback(
    (next: ListState, options: { push?: boolean } = { push: true }) => {
      const cleared = Object.fromEntries(
        Object.keys(url)
          .filter(ours)
          .map(key => [key, undefined]),
      )
      return change({ ...cleared, ...Object.fromEntries(listParams(next, meta)) }, options)
    },
    [url, change, meta],
  )
  const peek = url.peek
  const setPeek = useCallback((id: string | undefined, push = false) => change({ peek: id }, { push }), [change])
  return { state, set, peek, setPeek }
}
