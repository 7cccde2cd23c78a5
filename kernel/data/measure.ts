import { type AnyEntity, titleFields } from '../entity/entity.ts'
import { toInstant } from '../fields/date/date.ts'
import type { AnyField } from '../fields/field.ts'
import { fromMinorUnits, type Money } from '../fields/money/money.ts'
import { fromScaled } from '../fields/number/number.ts'
import { queryable } from './filter.ts'
import type { Unit } from './period.ts'

/** What can be worked out over the values of a field. */
export type MeasureName = 'sum' | 'avg' | 'min' | 'max'
export const units: readonly Unit[] = ['day', 'week', 'month', 'quarter', 'year']

const overNumbers: readonly MeasureName[] = ['sum', 'avg', 'min', 'max']
const overTime: readonly MeasureName[] = ['min', 'max']
const measures: Readonly<Record<string, readonly MeasureName[]>> = {
  integer: overNumbers,
  decimal: overNumbers,
  money: overNumbers,
  date: overTime,
  instant: overTime,
}
/** What can be worked out over a field's values; none for what is neither a number nor a time. */
export const measuresOf = ({ kind }: AnyField): readonly MeasureName[] =>
  kind.columns.length ? (measures[kind.name] ?? []) : []

export const isTime = ({ kind }: AnyField) => kind.name === 'date' || kind.name === 'instant'
const groupedKinds = new Set(['choice', 'boolean', 'ref', 'date', 'instant'])

/** Whether records fall into groups by it: not by what names each record, nor by what nothing names to people. */
export function isGroupable(entity: AnyEntity, name: string): boolean {
  if (name === 'id' || name === 'createdBy') return false
  const field = queryable(entity, name)
  if (!field || field.kind.columns.length === 0) return false
  const isWord = field.kind.name === 'text' && !field.traits.unique && !titleFields(entity).includes(name)
  return isWord || groupedKinds.has(field.kind.name)
}

/** Values of one currency, or of none: how many, their sum, the least and the greatest, as the texts of their column. */
export interface Part {
  readonly currency: string | null
  readonly count: number
  readonly sum: string | null
  readonly least: string | null
  readonly greatest: string | null
}

const later = (field: AnyField, one: string, other: string) =>
  isTime(field) ? one > other : BigInt(one) > BigInt(other)

function add(field: AnyField, one: Part, other: Part): Part {
  const pick = (a: string | null, b: string | null, first: boolean) =>
    a === null || b === null ? (a ?? b) : later(field, a, b) === first ? b : a
  return {
    currency: one.currency,
    count: one.count + other.count,
    sum: one.sum === null || other.sum === null ? (one.sum ?? other.sum) : String(BigInt(one.sum) + BigInt(other.sum)),
    least: pick(one.least, other.least, true),
    greatest: pick(one.greatest, other.greatest, false),
  }
}

/** One part for each currency; those without any value are left out. */
export function merged(field: AnyField, parts: readonly Part[]): Part[] {
  const byCurrency = new Map<string | null, Part>()
  for (const part of parts) {
    if (part.count === 0) continue
    const known = byCurrency.get(part.currency)
    byCurrency.set(part.currency, known ? add(field, known, part) : part)
  }
  return [...byCurrency.values()].sort((a, b) => ((a.currency ?? '') < (b.currency ?? '') ? -1 : 1))
}

/** Half away from zero, as people round. */
function divided(sum: bigint, count: bigint): bigint {
  const [twice, whole] = [2n * (sum < 0n ? -sum : sum) + count, 2n * count]
  return sum < 0n ? -(twice / whole) : twice / whole
}

function chosen(part: Part, measure: MeasureName): string {
  if (measure === 'sum') return part.sum as string
  if (measure === 'avg') return String(divided(BigInt(part.sum as string), BigInt(part.count)))
  return (measure === 'min' ? part.least : part.greatest) as string
}

/** A value as a reply carries it: `{currency, amount}` for each currency of money, otherwise a number, a text or null. */
export function measured(
  field: AnyField,
  parts: readonly Part[],
  measure: MeasureName,
): Money[] | string | number | null {
  const { kind } = field
  if (kind.name === 'money') return parts.map(part => fromMinorUnits(chosen(part, measure), part.currency as string))
  const [part] = parts
  if (!part) return null
  if (kind.name === 'integer' && measure === 'avg') return Math.round((Number(part.sum) / part.count) * 1e6) / 1e6
  if (kind.name === 'integer') return Number(chosen(part, measure))
  if (kind.name === 'decimal') return fromScaled(chosen(part, measure), Number(kind.ui.scale))
  return kind.name === 'instant' ? toInstant(chosen(part, measure)) : chosen(part, measure)
}
