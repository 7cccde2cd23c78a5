import { useQuery } from '@tanstack/react-query'
import type { QuestionMeta, TileScope } from '@tenon/kernel/derive/tile-meta.ts'
import { createContext, use } from 'react'
import { request } from '../../app/api.ts'

/** Whose records the tiles speak of. */
export type Whose = TileScope | 'all'
export const WhoseContext = createContext<Whose>('all')

type Asked = Readonly<Record<string, string>>

/** The parameters for the records that are looked at: one's own, or one's team's, where the list knows whose they are. */
export function useAsked(scopes: readonly TileScope[]): (query: Asked) => Asked {
  const whose = use(WhoseContext)
  return query => (whose !== 'all' && scopes.includes(whose) ? { ...query, scope: whose } : query)
}

export const asked = (question: QuestionMeta | undefined): QuestionMeta => question ?? { path: '', query: {} }

interface Flow {
  readonly states: readonly { readonly state: string; readonly entered: number; readonly left: number }[]
}

/** What came into each state and went out of it within some days. */
export const useFlow = (path: string, query: Asked, days: number) =>
  useQuery({
    queryKey: ['flow', path, query, days],
    queryFn: ({ signal }) => request<Flow>('GET', `/${path}/flow`, { query: { ...query, days }, signal }),
    staleTime: 60_000,
    retry: false,
  })
