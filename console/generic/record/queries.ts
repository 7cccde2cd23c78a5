import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ActionMeta, EntityMeta, HistoryEntry } from '@tenon/kernel/derive/meta-types.ts'
import { request } from '../../app/api.ts'
import type { ListPage } from '../list/chunks.ts'
import { listKey } from '../list/chunks.ts'
import { includesOf, type RecordRow } from '../model/record.ts'

export const recordKey = (path: string, id: string) => ['record', path, id] as const

export const recordOptions = (path: string, id: string, entity: EntityMeta) =>
  queryOptions({
    queryKey: recordKey(path, id),
    queryFn: ({ signal }) =>
      request<RecordRow>('GET', `/${path}/${id}`, { query: { include: includesOf(entity.fields) }, signal }),
  })

/** A record; until it arrives, what a list already knew of it. */
export function useRecord(path: string, id: string, entity: EntityMeta) {
  const client = useQueryClient()
  return useQuery({
    ...recordOptions(path, id, entity),
    placeholderData: () =>
      client
        .getQueriesData<ListPage>({ queryKey: listKey(path) })
        .flatMap(([, page]) => page?.data ?? [])
        .find(row => row.id === id),
  })
}

interface Allowance {
  readonly name: string
  readonly allowed: boolean
  readonly reason?: string
}
export interface OfferedAction extends ActionMeta {
  readonly allowed: boolean
  readonly reason?: string | undefined
}

/** The record's actions with whether this person may do them now, and why not. */
export function useActions(path: string, id: string, entity: EntityMeta): readonly OfferedAction[] {
  const { data } = useQuery({
    queryKey: ['actions', path, id],
    queryFn: async ({ signal }) =>
      (await request<{ data: Allowance[] }>('GET', `/${path}/${id}/actions`, { signal })).data,
    enabled: entity.actions.length > 0,
  })
  if (!data) return []
  return entity.actions.flatMap(action => {
    const told = data.find(({ name }) => name === action.name)
    return told ? [{ ...action, allowed: told.allowed, reason: told.reason }] : []
  })
}

/** How far along the bar an action leads from a state: its nearest later step; none when it may also stay. */
function stepsOn({ to }: ActionMeta, lifecycle: readonly string[], status: string): number {
  const now = lifecycle.indexOf(status)
  const later = to.map(state => lifecycle.indexOf(state) - now).filter(steps => steps > 0)
  return to.includes(status) || later.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...later)
}

/** What people most likely came for: the shortest allowed step on along the bar; else one that ends on the bar. None for records without a bar. */
export function primaryOf(
  actions: readonly OfferedAction[],
  { lifecycle }: EntityMeta,
  status = '',
): OfferedAction | undefined {
  const safe = actions.filter(action => action.allowed && !action.danger)
  const steps = (action: OfferedAction) => stepsOn(action, lifecycle, status)
  const nearest = safe.toSorted((one, other) => steps(one) - steps(other))[0]
  if (nearest && Number.isFinite(steps(nearest))) return nearest
  return safe.find(({ to }) => to.some(state => lifecycle.includes(state)))
}

export const historyOptions = (path: string, id: string, size: number) =>
  queryOptions({
    queryKey: ['history', path, id, size],
    queryFn: ({ signal }) =>
      request<{ data: HistoryEntry[]; page: { total?: number; next?: string | null } }>(
        'GET',
        `/${path}/${id}/history`,
        {
          query: { 'page[size]': size },
          signal,
        },
      ),
  })
