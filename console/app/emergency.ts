import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from './api.ts'
import { sessionKey } from './session.tsx'

/** A role that sleeps until its holder opens it with a reason. */
export interface EmergencyRole {
  readonly id: string
  readonly name: string
  readonly site: string | null
  /** Until when it is open; null while it sleeps. */
  readonly openUntil: string | null
  readonly reason: string | null
}

const emergencyQuery = queryOptions({
  queryKey: ['emergency'],
  queryFn: async ({ signal }) =>
    (await request<{ data: EmergencyRole[] }>('GET', '/user/break-glass', { signal })).data,
  staleTime: 60_000,
  retry: false,
})

/** One's roles for emergencies, and how to open and close them: everything on screen is then read anew. */
export function useEmergency() {
  const queries = useQueryClient()
  const { data = [] } = useQuery(emergencyQuery)
  const anew = async () => {
    await queries.refetchQueries({ queryKey: sessionKey })
    await queries.invalidateQueries({ predicate: query => query.queryKey[0] !== sessionKey[0] })
  }
  return {
    sleeping: data.filter(({ openUntil }) => openUntil === null),
    opened: data.filter(({ openUntil }) => openUntil !== null),
    open: async ({ id, site }: EmergencyRole, reason: string, minutes: number) => {
      await request('POST', '/user/break-glass', { body: { roleId: id, siteId: site, reason, minutes } })
      await anew()
    },
    close: async () => {
      await request('DELETE', '/user/break-glass')
      await anew()
    },
    refresh: anew,
  }
}
