import { z } from 'zod'
import { column, comparable, Field, kind } from '../field.ts'

const calendarDay = z.iso.date().refine(day => day >= '0001-01-01', { params: { code: 'OUT_OF_RANGE' } })
const isDay = (text: string) => calendarDay.safeParse(text).success
/** Also what spreadsheets write: 2026/3/9, 2026.3.9 and an ISO instant at midnight. */
function parseDay(text: string) {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:T00:00:00(?:\.0+)?Z?)?$/.exec(text.trim())
  return match ? `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}` : text
}

/** A calendar day without time or zone: `"2026-12-31"`. */
export const date = () =>
  new Field<string>(
    kind<string>({
      name: 'date',
      columns: column('date'),
      schema: calendarDay,
      operators: comparable,
      operand: text => (isDay(text) ? text : undefined),
      fromText: parseDay,
    }),
  )

/** PostgreSQL's `2026-11-21 09:41:49.123+00` as RFC 3339 in UTC; the session's time zone is always UTC. */
export function toInstant(cell: string): string {
  const [day, clock = '00:00:00'] = cell.replace(/\+00(:00)?$/, '').split(' ') as [string, string?]
  const [seconds, fraction = ''] = clock.split('.') as [string, string?]
  return `${day}T${seconds}.${fraction.padEnd(3, '0').slice(0, 3)}Z`
}

/** A point in time, to the millisecond, in UTC: `"2026-11-21T09:41:49.123Z"`. */
export const instant = () =>
  new Field<string>(
    kind<string>({
      name: 'instant',
      columns: column('timestamptz'),
      schema: z.iso.datetime({ offset: true }).transform(text => new Date(text).toISOString()),
      read: (cells, at) => toInstant(cells[at] as string),
      operators: comparable,
      operand: text => (isDay(text) || z.iso.datetime({ offset: true }).safeParse(text).success ? text : undefined),
      fromText: text => text.trim(),
    }),
  )
