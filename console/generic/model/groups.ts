import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'

export type Bucket = 'day' | 'week' | 'month' | 'quarter' | 'year'
export const buckets: readonly Bucket[] = ['day', 'week', 'month', 'quarter', 'year']

/** `endsOn:month` as its parts. */
export function readGroup(group: string): { field: string; bucket: Bucket | undefined } {
  const [field = '', bucket] = group.split(':')
  return { field, bucket: buckets.find(each => each === bucket) }
}

/** One group of a list: its rows are asked for by its key. */
export interface Section {
  readonly key: string | null
  readonly title: string | null
  readonly count: number
  readonly values: Readonly<Record<string, unknown>>
  readonly isOpen: boolean
}

/** A line of the table: the head of a section, or a row. Rows are numbered through all open sections. */
export type Line = { readonly head: number } | { readonly row: number }

export interface Lines {
  readonly count: number
  readonly rows: number
  at(line: number): Line
  lineOf(row: number): number
  /** Section and place in it of a row. */
  placeOf(row: number): { readonly section: number; readonly at: number }
}

/** The last place whose start is not after `value`; starts ascend. */
function within(starts: readonly number[], value: number): number {
  let [low, high] = [0, starts.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= value) low = middle
    else high = middle - 1
  }
  return low
}

/** How sections lie below each other: a head each, and its rows while it is open. */
export function linesOf(sections: readonly Section[]): Lines {
  const headLines: number[] = []
  const firstRows: number[] = []
  const open: number[] = []
  const openRows: number[] = []
  let [line, row] = [0, 0]
  for (const [at, { count, isOpen }] of sections.entries()) {
    headLines.push(line)
    firstRows.push(row)
    if (isOpen && count > 0) {
      open.push(at)
      openRows.push(row)
    }
    line += 1 + (isOpen ? count : 0)
    row += isOpen ? count : 0
  }
  const placeOf = (at: number) => {
    const section = open[within(openRows, at)] ?? 0
    return { section, at: at - (firstRows[section] ?? 0) }
  }
  return {
    count: line,
    rows: row,
    placeOf,
    at: at => {
      const section = within(headLines, at)
      const inside = at - (headLines[section] ?? 0)
      return inside === 0 ? { head: section } : { row: (firstRows[section] ?? 0) + inside - 1 }
    },
    lineOf: at => {
      const place = placeOf(at)
      return (headLines[place.section] ?? 0) + 1 + place.at
    },
  }
}

const taken = (query: Readonly<Record<string, string>>, key: string) => query[key] !== undefined

const dayAfter = (day: string, bucket: Bucket): string => {
  const date = new Date(`${day}T00:00:00Z`)
  if (bucket === 'day') date.setUTCDate(date.getUTCDate() + 1)
  else if (bucket === 'week') date.setUTCDate(date.getUTCDate() + 7)
  else date.setUTCMonth(date.getUTCMonth() + { month: 1, quarter: 3, year: 12 }[bucket])
  return date.toISOString().slice(0, 10)
}
const shifted = (day: string, days: number) => {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** The first day of a bucket by its key: `2026`, `2026-Q3`, `2026-11` or a day. */
export function firstDayOf(key: string): string {
  const quarter = /^(\d{4})-?Q([1-4])$/.exec(key)
  if (quarter) return `${quarter[1]}-${String(Number(quarter[2]) * 3 - 2).padStart(2, '0')}-01`
  if (/^\d{4}$/.test(key)) return `${key}-01-01`
  return /^\d{4}-\d\d$/.test(key) ? `${key}-01` : key.slice(0, 10)
}

/** What is asked of the rows of one group besides the list's own question, in words that do not replace any of it. */
export function sectionQuery(
  group: string,
  key: string | null,
  query: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const { field, bucket } = readGroup(group)
  if (key === null) return { [`filter[${field}][empty]`]: 'true' }
  if (!bucket)
    return taken(query, `filter[${field}]`) ? { [`filter[${field}][in]`]: key } : { [`filter[${field}]`]: key }
  const first = firstDayOf(key)
  const after = dayAfter(first, bucket)
  const from = `filter[${field}][gte]`
  const until = `filter[${field}][lt]`
  return {
    ...(taken(query, from) ? { [`filter[${field}][gt]`]: shifted(first, -1) } : { [from]: first }),
    ...(taken(query, until) ? { [`filter[${field}][lte]`]: shifted(after, -1) } : { [until]: after }),
  }
}

type Summed = FieldMeta & { readonly groupable?: boolean; readonly measures?: readonly Measure[] }
export type Measure = 'sum' | 'avg' | 'min' | 'max'
export const isGroupable = (field: FieldMeta) => (field as Summed).groupable === true
export const measuresOf = (field: FieldMeta): readonly Measure[] => (field as Summed).measures ?? []
export const isDayShaped = (field: FieldMeta) => field.kind === 'date' || field.kind === 'instant'
