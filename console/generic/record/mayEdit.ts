import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import type { Collection } from '../../app/meta.ts'
import { isMasked, type RecordRow } from '../model/record.ts'

/** Set once: in a later state only actions change it. */
export const isFrozen = ({ entity }: Collection, row: RecordRow, field: FieldMeta) =>
  field.fixed === true && row.status !== undefined && row.status !== entity.states[0]?.name

/** Only actions change a fixed field once the record has left its first state; a facet's field is its address. Nobody writes over a part they see. */
export function mayEdit(collection: Collection, row: RecordRow, field: FieldMeta): boolean {
  const { entity, facet } = collection
  const isOpen = field.writable && !isFrozen(collection, row, field) && !isMasked(row, field.name)
  return entity.may.update && isOpen && field.name !== facet?.field
}
