import type { EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { shiftDay } from '../../app/days.ts'

/** `2026-11`. */
export type Month = string

const utc = (day: string) => new Date(`${day}T00:00:00Z`)
const text = (date: Date) => date.toISOString().slice(0, 10)

export function shiftMonth(month: Month, by: number): Month {
  const date = utc(`${month}-01`)
  date.setUTCMonth(date.getUTCMonth() + by)
  return text(date).slice(0, 7)
}

export const isMonth = (value: string | undefined): value is Month => /^\d{4}-(0[1-9]|1[0-2])$/.test(value ?? '')

/** The weeks a month touches, Monday to Sunday, as days. */
export function weeksOf(month: Month): readonly (readonly string[])[] {
  const first = utc(`${month}-01`)
  const monday = shiftDay(text(first), -((first.getUTCDay() + 6) % 7))
  const next = `${shiftMonth(month, 1)}-01`
  const weeks: string[][] = []
  for (let start = monday; start < next; start = shiftDay(start, 7))
    weeks.push(Array.from({ length: 7 }, (_, at) => shiftDay(start, at)))
  return weeks
}

export const isWeekend = (day: string) => utc(day).getUTCDay() % 6 === 0

const kernels = new Set(['createdAt', 'updatedAt'])

/** Fields that place a record on a day; those of the business before the kernel's own. */
export const dayFields = (entity: EntityMeta): readonly FieldMeta[] =>
  entity.fields
    .filter(({ kind, operators }) => (kind === 'date' || kind === 'instant') && operators.includes('gte'))
    .toSorted((one, other) => Number(kernels.has(one.name)) - Number(kernels.has(other.name)))

const ends = /^(due|ends|end|expires|deadline|planned|deliver)/i

export function dayFieldOf(entity: EntityMeta, wanted: string | undefined): FieldMeta | undefined {
  const fields = dayFields(entity)
  return fields.find(({ name }) => name === wanted) ?? fields.find(({ name }) => ends.test(name)) ?? fields[0]
}

/**
 * The list's question narrowed to some days, beside whatever it asks of the field itself. Instants are asked for with a
 * day to spare at both ends: where their day begins, the time zone decides.
 */
export function daysQuery(
  query: Readonly<Record<string, string>>,
  { name, kind }: FieldMeta,
  first: string,
  last: string,
): Record<string, string> {
  const spare = kind === 'instant' ? 1 : 0
  const from = shiftDay(first, -spare)
  const until = shiftDay(last, 1 + spare)
  const instant = (day: string) => (kind === 'instant' ? `${day}T00:00:00Z` : day)
  const lower = query[`filter[${name}][gte]`] === undefined ? 'gte' : 'gt'
  const upper = query[`filter[${name}][lt]`] === undefined ? 'lt' : 'lte'
  return {
    ...query,
    [`filter[${name}][${lower}]`]: instant(lower === 'gt' ? shiftDay(from, -1) : from),
    [`filter[${name}][${upper}]`]: instant(upper === 'lte' ? shiftDay(until, -1) : until),
    sort: name,
  }
}
