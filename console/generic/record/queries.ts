import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { EntityMeta, HistoryEntry } from '@tenon/kernel/derive/meta-types.ts'
import { request } from '../../app/api.ts'
import type { ListPage } from '../list/chunks.ts'
import { listKey } from '../list/chunks.ts'
import { includesOf, type RecordRow } from '../model/record.ts'
import type { OfferedAction } from './primary.ts'

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
