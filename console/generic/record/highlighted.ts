import type { EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { isEmpty, type RecordRow } from '../model/record.ts'

/** A figure one opens a record for; a count with a limit carries the field that limits it. */
export interface Figure {
  readonly field: FieldMeta
  readonly limit?: FieldMeta
}

const telling = ['money', 'integer', 'decimal', 'date']
const most = 4

const required = (one: FieldMeta, other: FieldMeta) => Number(other.required) - Number(one.required)

/** Counts whose limit is known, or the limit alone while nothing was counted yet. */
function metersOf(fields: readonly FieldMeta[], row: RecordRow): readonly Figure[] {
  return fields.flatMap(field => {
    const limit = fields.find(({ name }) => name === field.limitedBy)
    return limit && !isEmpty(row[limit.name]) && !isEmpty(row[field.name]) ? [{ field, limit }] : []
  })
}

/**
 * Counts against their limits, then counts (those asked for first), an amount, the latest day; an earlier day or more
 * counts when there is room. What another figure already says is left out.
 */
export function highlighted(entity: EntityMeta, row: RecordRow): readonly Figure[] {
  const meters = metersOf(entity.fields, row)
  const said = new Set(meters.flatMap(({ field, limit }) => [field.name, limit?.name]))
  const fields = entity.fields.filter(
    field => telling.includes(field.kind) && !isEmpty(row[field.name]) && !said.has(field.name),
  )
  const counts = fields.filter(field => field.kind === 'integer' || field.kind === 'decimal').toSorted(required)
  const amounts = fields.filter(field => field.kind === 'money')
  const days = fields
    .filter(field => field.kind === 'date')
    .toSorted((one, other) => String(row[other.name]).localeCompare(String(row[one.name])))
  const room = most - meters.length
  const best = [...counts.slice(0, Math.max(0, 2 - meters.length)), ...amounts.slice(0, 1), ...days.slice(0, 1)]
  const more = [...amounts.slice(1), ...days.slice(1), ...counts.slice(2)]
  const chosen = [...best, ...more.filter(field => !best.includes(field))].slice(0, room)
  return [...meters, ...fields.filter(field => chosen.includes(field)).map(field => ({ field }))]
}
