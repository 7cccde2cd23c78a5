import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import type { Collection } from '../../app/meta.ts'
import type { RecordRow } from '../model/record.ts'

/** Set once: in a later state only actions change it. */
export const isFrozen = ({ entity }: Collection, row: RecordRow, field: FieldMeta) =>
  field.fixed === true && row.status !== undefined && row.status !== entity.states[0]?.name

/** Only actions change a fixed field once the record has left its first state; a facet's field is its address. */
export function mayEdit(collection: Collection, row: RecordRow, field: FieldMeta): boolean {
  const { entity, facet } = collection
  return entity.may.update && field.writable && !isFrozen(collection, row, field) && field.name !== facet?.field
}
