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
