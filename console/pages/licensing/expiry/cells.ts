import type { MonthSpan } from '../months.ts'
import type { ExpiryMap, Line } from './map.ts'

export interface ExpiryProps {
  readonly map: ExpiryMap
  readonly months: readonly MonthSpan[]
  readonly path: string
  /** The field of the rows, and what it is called. */
  readonly by: string
  readonly label: string
  /** What all the cells have in common. */
  readonly query: Readonly<Record<string, string>>
}
type Place = Pick<ExpiryProps, 'months' | 'by' | 'query'>

/** The list a cell counts: a line's, a month's, or both; column 0 is what ended before the first month. */
export function listOf({ months, by, query }: Place, line?: Line, column?: number): Readonly<Record<string, string>> {
  const which: Record<string, string> = !line
    ? {}
    : line.key === null
      ? { [`filter[${by}][empty]`]: 'true' }
      : { [`filter[${by}]`]: line.key }
  const month = column === undefined ? undefined : months[column - 1]
  const when: Record<string, string> =
    column === undefined
      ? {}
      : month
        ? { 'filter[endsOn][gte]': month.from, 'filter[endsOn][lte]': month.to }
        : { 'filter[endsOn][lt]': months[0]?.from ?? '' }
  const { 'filter[endsOn][lte]': last, ...rest } = query
  return {
    ...rest,
    ...(column === undefined && last ? { 'filter[endsOn][lte]': last } : {}),
    ...which,
    ...when,
    sort: 'endsOn',
  }
}
