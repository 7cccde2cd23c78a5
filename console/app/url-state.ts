import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

/** The query of the page's address: plain text, one value for each key. */
export type UrlState = Readonly<Record<string, string>>

export const parseSearch = (search: string): UrlState => Object.fromEntries(new URLSearchParams(search))
export function stringifySearch(search: Record<string, unknown>): string {
  const parameters = new URLSearchParams()
  for (const [key, value] of Object.entries(search))
    if (value !== undefined && value !== null && value !== '') parameters.set(key, String(value))
  // Brackets are legal where browsers put them, and `filter[status]` should be readable in the address bar.
  const text = parameters.toString().replaceAll('%5B', '[').replaceAll('%5D', ']')
  return text && `?${text}`
}

/** View, filters, sort, tab and open peek live in the address. Undefined removes a key; `push` lets Back undo it. */
export function useUrlState() {
  const state = useSearch({ strict: false }) as UrlState
  const navigate = useNavigate()
  const change = useCallback(
    (patch: Readonly<Record<string, string | undefined>>, options: { push?: boolean } = {}) =>
      navigate({
        to: '.',
        search: ((before: UrlState) => ({ ...before, ...patch })) as never,
        replace: !options.push,
        resetScroll: false,
      }),
    [navigate],
  )
  return [state, change] as const
}
