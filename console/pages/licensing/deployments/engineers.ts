import { useQuery } from '@tanstack/react-query'
import { request } from '../../../app/api.ts'

export interface Counted {
  readonly count: number
  readonly list: { readonly collection: string; readonly query: Readonly<Record<string, string>> }
}
export interface EngineerWork {
  readonly id: string
  readonly name: string
  readonly capacity: number | null
  readonly expertise: readonly string[]
  readonly regions: readonly string[]
  readonly open: Counted | null
  readonly overdue: Counted | null
  readonly completed: Counted | null
  readonly onTime: Counted | null
}
interface Answer {
  readonly data: readonly EngineerWork[]
  readonly truncated: boolean
}

/** Active engineers with their open work, and that of a stretch of days. */
export const useEngineers = (days: { from?: string; to?: string } = {}, enabled = true) =>
  useQuery({
    queryKey: ['watch', 'deployments', 'engineers', days],
    queryFn: ({ signal }) => request<Answer>('GET', '/licensing/engineer-work', { query: days, signal }),
    staleTime: 15_000,
    enabled,
  })

/** How full somebody's hands are: what is open of what they take on at a time; 0 where that is not to be seen. */
export const loadOf = ({ open, capacity }: EngineerWork) => (open && capacity ? open.count / capacity : 0)
