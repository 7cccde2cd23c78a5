import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from './api.ts'
import { useLive } from './live.ts'

/** Long work of one's own, whatever does it. */
export interface Job {
  readonly id: string
  readonly kind: string
  readonly label: string
  readonly status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  readonly progress: { readonly done: number; readonly total: number | null }
  readonly startedAt: string | null
  readonly endedAt: string | null
  readonly failures: number
  /** Why it stopped before its end, a sentence. */
  readonly reason?: string | null
  readonly result: { readonly path: string } | null
  readonly mayCancel: boolean
  readonly mayUndo: boolean
}

export const isLive = ({ status }: Pick<Job, 'status'>) => status === 'waiting' || status === 'running'

export const jobsKey = ['jobs'] as const
const jobsQuery = queryOptions({
  queryKey: jobsKey,
  queryFn: async ({ signal }) => (await request<{ data: readonly Job[] }>('GET', '/jobs', { signal })).data,
  staleTime: 30_000,
  retry: false,
  // The server tells; asked all the same while something runs, for a line that is down.
  refetchInterval: ({ state }) => (state.data?.some(isLive) ? 5_000 : false),
})

/** One's own latest long work, kept by the server's word. */
export function useJobs(): readonly Job[] {
  const client = useQueryClient()
  const { data = [] } = useQuery(jobsQuery)
  const refresh = () => client.invalidateQueries({ queryKey: jobsKey })
  useLive('job', refresh)
  useLive('resumed', refresh)
  return data
}
