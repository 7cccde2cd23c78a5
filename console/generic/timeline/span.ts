import type { EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import type { RecordRow } from '../model/record.ts'

export type Zoom = 'week' | 'month' | 'quarter'
export const zooms: readonly Zoom[] = ['week', 'month', 'quarter']
/** Pixels a day is wide. */
export const dayWidth: Readonly<Record<Zoom, number>> = { week: 30, month: 9, quarter: 3 }

const dayLength = 86_400_000
export const dayNumber = (day: string) => Math.round(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / dayLength)
export const dayText = (number: number) => new Date(number * dayLength).toISOString().slice(0, 10)

/** From a day to a day, both included, as numbers of days. */
export interface Span {
  readonly first: number
  readonly last: number
}

const starts = /^(start|begin|from|planned|opens|ordered)/i
const ends = /^(end|due|until|done|complet|closes|expires|deliver)/i

export const spanFields = (entity: EntityMeta): readonly FieldMeta[] =>
  entity.fields.filter(({ kind, operators }) => kind === 'date' && operators.length > 0)

/** The fields a record's stretch of days goes from and to: as chosen, or by their names, or the first two. */
export function endsOf(entity: EntityMeta, from: string | undefined, to: string | undefined) {
  const fields = spanFields(entity)
  const named = (name: string | undefined) => fields.find(field => field.name === name)
  const start = named(from) ?? fields.find(({ name }) => starts.test(name)) ?? fields[0]
  const others = fields.filter(field => field !== start)
  const end = named(to) ?? others.find(({ name }) => ends.test(name)) ?? others[0]
  return start && end && start !== end ? { start, end } : undefined
}
export type Ends = NonNullable<ReturnType<typeof endsOf>>

/** The days of a record; a missing end is the start's own day, and the other way round. Undefined without any. */
export function spanOf(row: RecordRow, { start, end }: Ends): Span | undefined {
  const from = row[start.name] as string | null | undefined
  const to = row[end.name] as string | null | undefined
  if (!from && !to) return undefined
  const first = dayNumber((from ?? to) as string)
  const last = dayNumber((to ?? from) as string)
  return first <= last ? { first, last } : { first: last, last: first }
}

/** Longer than this a scale would be wider than browsers draw; what lies outside is cut at its ends. */
const longest = 2_400

/** The days the scale shows: all stretches and today, with some room at both ends. */
export function scaleOf(spans: readonly Span[], today: number, zoom: Zoom): Span {
  const room = Math.round(240 / dayWidth[zoom])
  const first = Math.min(today, ...spans.map(span => span.first)) - room
  const last = Math.max(today, ...spans.map(span => span.last)) + room
  if (last - first <= longest) return { first, last }
  const from = Math.max(first, today - Math.round(longest / 3))
  return { first: from, last: Math.min(last, from + longest) }
}

/** A stretch of the scale's head: a month or a year above, days or weeks or months below. */
export interface Tick {
  readonly first: number
  readonly days: number
}

const stepsTo: Readonly<Record<'week' | 'month' | 'year', (day: Date) => void>> = {
  week: day => day.setUTCDate(day.getUTCDate() + 7 - ((day.getUTCDay() + 6) % 7)),
  month: day => day.setUTCMonth(day.getUTCMonth() + 1, 1),
  year: day => day.setUTCFullYear(day.getUTCFullYear() + 1, 0, 1),
}

/** The scale cut at each Monday, each first of a month or each new year. */
export function ticks({ first, last }: Span, unit: 'week' | 'month' | 'year'): readonly Tick[] {
  const found: Tick[] = []
  for (let from = first; from <= last; ) {
    const day = new Date(from * dayLength)
    stepsTo[unit](day)
    const next = Math.min(last + 1, Math.round(day.getTime() / dayLength))
    found.push({ first: from, days: next - from })
    from = next
  }
  return found
}

/** What a pull does to a stretch: as a whole, or at one end, which never passes the other. */
export function pulled({ first, last }: Span, days: number, at: 'whole' | 'first' | 'last'): Span {
  if (at === 'whole') return { first: first + days, last: last + days }
  if (at === 'first') return { first: Math.min(last, first + days), last }
  return { first, last: Math.max(first, last + days) }
}
