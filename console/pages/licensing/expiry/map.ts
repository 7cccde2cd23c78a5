import type { SummaryGroup } from '../../../app/summary.ts'
import type { MonthSpan } from '../months.ts'

/** What ends, of one representative, product or edition; null for those that have none. */
export interface Line {
  readonly key: string | null
  readonly label: string
  /** How many in each column. */
  readonly values: readonly number[]
  readonly total: number
}
export interface ExpiryMap {
  readonly lines: readonly Line[]
  readonly totals: readonly number[]
  readonly total: number
}

/** Rows by name, months as columns. `before` and `after` are what ended earlier and ends later than the months shown. */
export function mapOf(groups: readonly SummaryGroup[], months: readonly MonthSpan[], none: string): ExpiryMap {
  const first = months[0]?.from ?? ''
  const columnOf = (month: string | null) =>
    month === null ? -1 : month < first ? 0 : months.findIndex(({ from }) => from === month) + 1
  const lines = new Map<string | null, { label: string; values: number[] }>()
  for (const { keys, titles, count } of groups) {
    const [key = null, month = null] = keys
    const at = columnOf(month)
    if (at < 0) continue
    const line = lines.get(key) ?? {
      label: titles[0] ?? (key === null ? none : '…'),
      values: months.map(() => 0).concat(0),
    }
    line.values[at] = (line.values[at] ?? 0) + count
    lines.set(key, line)
  }
  const all = [...lines]
    .map(([key, { label, values }]) => ({ key, label, values, total: values.reduce((sum, value) => sum + value, 0) }))
    .sort((one, other) => other.total - one.total)
  const totals = Array.from({ length: months.length + 1 }, (_, at) =>
    all.reduce((sum, { values }) => sum + (values[at] ?? 0), 0),
  )
  return { lines: all, totals, total: totals.reduce((sum, value) => sum + value, 0) }
}
