import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../../app/api.ts'
import { sessionKey } from '../../app/session.tsx'

export interface Profile {
  readonly name: string
  readonly email: string
  readonly phone: string | null
  readonly employeeNumber?: string | null
}

const profileQuery = queryOptions({
  queryKey: ['account', 'profile'],
  queryFn: ({ signal }) => request<Profile>('GET', '/user/profile', { signal }),
})

export function useProfile() {
  const queries = useQueryClient()
  const query = useQuery(profileQuery)
  const save = async (patch: Partial<Profile>) => {
    await request('PATCH', '/user/profile', { body: patch })
    await Promise.all([
      queries.invalidateQueries({ queryKey: profileQuery.queryKey }),
      queries.refetchQueries({ queryKey: sessionKey, exact: true }),
    ])
  }
  return { ...query, save }
}
