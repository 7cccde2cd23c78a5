import { queryOptions } from '@tanstack/react-query'
import { request } from '../../app/api.ts'
import type { Session } from '../../app/session.tsx'

/** All roles one holds here, also while one works under a single one. */
export const everyRoleQuery = (site: string | undefined) =>
  queryOptions({
    queryKey: ['account', 'roles', site ?? ''],
    queryFn: async () => (await request<Session>('GET', '/user/me', { everyRole: true })).roles,
    staleTime: 60_000,
  })

export interface Organisation {
  readonly id: string
  readonly slug: string
  readonly name: string
}
/** Where the person's account belongs. */
export const organisationsQuery = queryOptions({
  queryKey: ['account', 'organisations'],
  queryFn: async ({ signal }) =>
    (await request<{ data: readonly Organisation[] }>('GET', '/user/organisations', { signal, everyRole: true })).data,
  staleTime: 5 * 60_000,
})
