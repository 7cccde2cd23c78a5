import { useInfiniteQuery } from '@tanstack/react-query'
import type { HistoryEntry } from '@tenon/kernel/derive/meta-types.ts'
import { request } from '../../app/api.ts'
import { type UrlState, useUrlState } from '../../app/url-state.ts'

/** One change of one record, wherever it lies. */
export interface AuditEntry extends HistoryEntry {
  readonly address: string | null
  readonly requestId: string | null
  readonly entity: { readonly name: string; readonly label: string; readonly path: string | null }
  readonly record: { readonly id: string; readonly title?: string }
}
interface AuditPage {
  readonly data: readonly AuditEntry[]
  readonly page: { readonly next?: string }
}
export interface Verification {
  readonly isIntact: boolean
  readonly fault: { readonly kind: string; readonly [more: string]: unknown } | null
  readonly blocks: number
  readonly events: number
  readonly unsealed: number
}

/** In the address under these names, at the server under those. */
const parameters = {
  entity: 'filter[entity]',
  act: 'filter[act]',
  member: 'filter[member]',
  record: 'filter[record]',
  from: 'filter[at][gte]',
  until: 'filter[at][lt]',
  address: 'filter[address]',
  search: 'search',
  view: 'view',
} as const
export type FilterName = keyof typeof parameters

const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)

/** What the address asks for, as the server is asked. The last day of a stretch belongs to it. */
export function auditQuery(url: UrlState): Record<string, string> {
  const told = Object.entries(parameters).flatMap(([name, parameter]) => {
    const value = url[name]
    if (!value) return []
    return [[parameter, name === 'until' ? dayAfter(value) : value] as const]
  })
  return Object.fromEntries(told)
}

/** The log as the address filters it, newest first. */
export function useAudit() {
  const [url, change] = useUrlState()
  const query = auditQuery(url)
  const log = useInfiniteQuery({
    queryKey: ['audit', query],
    queryFn: ({ signal, pageParam }) =>
      request<AuditPage>('GET', '/audit_log', {
        query: { ...query, 'page[size]': 50, 'page[after]': pageParam || undefined },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: last => last.page.next,
  })
  const entries = log.data?.pages.flatMap(page => page.data)
  const isFiltered = Object.keys(query).length > 0
  const clear = () => change(Object.fromEntries(Object.keys(parameters).map(name => [name, undefined])))
  return { ...log, url, change, query, entries, isFiltered, clear }
}
