import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { request } from '../../../app/api.ts'
import type { Named } from './mentions.ts'

/** Somebody who may read the record. */
export interface Mentionable extends Named {
  readonly email?: string
}

/** Who may read a record and is called like what was typed, in letters or pinyin: the server finds both. Nobody until something is asked. */
export const useMentionable = (path: string, id: string, search: string | undefined) =>
  useQuery({
    queryKey: ['mentionable', path, id, search],
    queryFn: async ({ signal }) =>
      (
        await request<{ data: readonly Mentionable[] }>('GET', `/${path}/${id}/mentionable`, {
          query: { search },
          signal,
        })
      ).data,
    enabled: search !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
