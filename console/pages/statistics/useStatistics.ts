import { useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

export interface Result {
  readonly currency: string | null
  readonly value: string | number
}
/** The list of records that a figure was taken from. */
export interface FigureList {
  readonly collection: string
  readonly query: Readonly<Record<string, string>>
}
interface Counted {
  readonly count: number
  readonly results: readonly Result[]
  readonly list: FigureList
}
export interface Figure {
  readonly key: string
  readonly unit: 'money' | 'count' | 'percent' | 'days'
  readonly results: readonly Result[]
  readonly parts: readonly (Counted & { readonly role: 'is' | 'of' | 'among' | 'versus' })[]
}
export interface Slice extends Counted {
  readonly key: string | null
  readonly title: string | null
}
export interface Seller extends Counted {
  readonly id: string
  readonly title: string | null
  readonly target: readonly Result[]
  readonly attained: readonly Result[]
}
export interface Statistics {
  readonly on: string
  readonly at: string
  readonly from: string
  readonly figures: readonly Figure[]
  readonly breakdowns: readonly { readonly field: string; readonly rows: readonly Slice[] }[]
  readonly funnel: readonly { readonly key: string; readonly count: number; readonly list: FigureList }[]
  readonly expiry: {
    readonly months: readonly string[]
    readonly cells: readonly {
      readonly month: string
      readonly edition: string
      readonly count: number
      readonly list: FigureList
    }[]
  } | null
  readonly orders: readonly (Counted & { readonly month: string })[] | null
  readonly reps: readonly Seller[]
  readonly partners: readonly Seller[]
}

export const useStatistics = () =>
  useQuery({
    queryKey: ['statistics', 'licensing'],
    queryFn: ({ signal }) => request<Statistics>('GET', '/licensing/statistics', { signal }),
    staleTime: 15_000,
  })
