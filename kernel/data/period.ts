import type { AnyField, Operator } from '../fields/field.ts'
import { type RawBuilder, Slot, sql } from './sql.ts'

/** A stretch of the tenant's calendar: from its first day up to the first day after it. */
interface Period {
  readonly from: RawBuilder<unknown>
  readonly until: RawBuilder<unknown>
}

/** Whose calendar counts: known only when the statement is sent. */
export const zoneSlot = sql`${new Slot('zone')}::text`
const today = sql`${new Slot('today')}::date`

export type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year'
const perUnit = {
  week: ['days', 7],
  month: ['months', 1],
  quarter: ['months', 3],
  year: ['months', 12],
} as const satisfies Record<Exclude<Unit, 'day'>, readonly [string, number]>

/** The first day of the unit that the day lies in, some units on. Weeks begin on Monday. */
function firstDay(day: RawBuilder<unknown>, unit: Unit, units: number): RawBuilder<unknown> {
  if (unit === 'day') return sql`(${day} + ${units}::integer)`
  const [step, count] = perUnit[unit]
  return sql`(date_trunc(${unit}::text, ${day}::timestamp) + make_interval(${sql.raw(step)} => ${units * count}::integer))::date`
}

// As far as PostgreSQL's calendar reaches, whatever the unit. In an address a plus sign arrives as a space.
const word = /^@(?:(today)([+ -]\d{1,5})?|(week|month|quarter)([+ -]\d{1,4})?|(year)([+ -]\d{1,3})?)$/

function worded(text: string): Period | undefined {
  const match = word.exec(text)
  if (!match) return undefined
  const unit = match[1] ? 'day' : ((match[3] ?? match[5]) as Unit)
  const offset = Number(match[2] ?? match[4] ?? match[6] ?? 0)
  return { from: firstDay(today, unit, offset), until: firstDay(today, unit, offset + 1) }
}

const bareDay = /^\d{4}-\d\d-\d\d$/

/** One calendar day, for a field that knows the hour. */
function dayOf({ kind }: AnyField, text: string): Period | undefined {
  if (!bareDay.test(text) || kind.operand(text) === undefined) return undefined
  const day = sql`${text}::date`
  return { from: day, until: sql`(${day} + 1)` }
}

/** The midnight of the tenant's zone with which the day begins. */
const midnight = (day: RawBuilder<unknown>) => sql`(${day}::timestamp at time zone ${zoneSlot})`

/**
 * What `@today`, `@week`, `@month-1`, `@quarter`, `@year+1` mean for a date or an instant, and a bare day for an instant;
 * undefined for any other text.
 */
export function periodOf(field: AnyField, text: string): Period | undefined {
  if (field.kind.name === 'date') return worded(text)
  if (field.kind.name !== 'instant') return undefined
  const days = worded(text) ?? dayOf(field, text)
  return days && { from: midnight(days.from), until: midnight(days.until) }
}

/** Equal means within the period; less and greater are held against the end that leaves the whole period out or in. */
export function comparedWith(column: RawBuilder<unknown>, operator: Operator, { from, until }: Period) {
  const conditions: Partial<Record<Operator, RawBuilder<boolean>>> = {
    eq: sql<boolean>`(${column} >= ${from} and ${column} < ${until})`,
    ne: sql<boolean>`(${column} is null or ${column} < ${from} or ${column} >= ${until})`,
    lt: sql<boolean>`${column} < ${from}`,
    lte: sql<boolean>`${column} < ${until}`,
    gt: sql<boolean>`${column} >= ${until}`,
    gte: sql<boolean>`${column} >= ${from}`,
  }
  return conditions[operator]
}

/** The first day of the unit a date or an instant lies in, in the tenant's zone; for grouping. */
export function bucket({ kind }: AnyField, column: RawBuilder<unknown>, unit: Unit): RawBuilder<unknown> {
  const local = kind.name === 'instant' ? sql`(${column} at time zone ${zoneSlot})` : sql`${column}::timestamp`
  return sql`date_trunc(${unit}::text, ${local})::date`
}
