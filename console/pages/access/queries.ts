import { queryOptions, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'
import { usePreferences } from '../../app/preferences.tsx'
import type { Catalog } from './model/catalog.ts'
import type { Grants } from './model/grants.ts'

/** A role as the API sends it. */
export interface RoleRow {
  readonly id: string
  readonly version: number
  readonly key: string
  readonly name: string
  readonly nameZh: string | null
  readonly description: string | null
  readonly kind: 'role' | 'group'
  readonly builtIn?: boolean
  readonly includes: readonly { readonly id?: string; readonly role: string }[]
  readonly grants: Grants
}

/** Everything that can be granted here, in the reader's language. */
export function useCatalog() {
  const { language } = usePreferences()
  return useQuery({
    queryKey: ['permissions', language],
    queryFn: ({ signal }) => request<Catalog>('GET', '/permissions', { signal }),
    staleTime: 5 * 60_000,
  })
}

export const roleOptions = (id: string) =>
  queryOptions({
    queryKey: ['record', 'roles', id, 'rights'],
    queryFn: ({ signal }) => request<RoleRow>('GET', `/roles/${id}`, { signal }),
  })
