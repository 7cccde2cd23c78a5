import type { EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { isEmpty, type RecordRow } from '../model/record.ts'

const telling = ['money', 'integer', 'decimal', 'date']
const most = 4

const required = (one: FieldMeta, other: FieldMeta) => Number(other.required) - Number(one.required)

/** Counts (those asked for first), an amount, the latest day; an earlier day or more counts when there is room. */
export function highlighted(entity: EntityMeta, row: RecordRow): readonly FieldMeta[] {
  const fields = entity.fields.filter(field => telling.includes(field.kind) && !isEmpty(row[field.name]))
  const counts = fields.filter(field => field.kind === 'integer' || field.kind === 'decimal').toSorted(required)
  const amounts = fields.filter(field => field.kind === 'money')
  const days = fields
    .filter(field => field.kind === 'date')
    .toSorted((one, other) => String(row[other.name]).localeCompare(String(row[one.name])))
  const chosen = [...counts.slice(0, 2), ...amounts.slice(0, 1), ...days.slice(0, 1)]
  const more = [...amounts.slice(1), ...days.slice(1), ...counts.slice(2)].slice(0, most - chosen.length)
  return fields.filter(field => chosen.includes(field) || more.includes(field))
}
