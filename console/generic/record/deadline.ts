import type { EntityMeta, FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { isEmpty, type RecordRow } from '../model/record.ts'

export interface Deadline {
  readonly field: FieldMeta
  /** `YYYY-MM-DD` */
  readonly day: string
}

/** The next day that something is due: the nearest of the record's dates that has not passed. */
export function nextDeadline(entity: EntityMeta, row: RecordRow, today: string): Deadline | undefined {
  const coming = entity.fields
    .filter(field => field.kind === 'date' && !isEmpty(row[field.name]) && String(row[field.name]) >= today)
    .map(field => ({ field, day: String(row[field.name]) }))
  return coming.toSorted((one, other) => one.day.localeCompare(other.day))[0]
}
