import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import type { Collection } from '../../app/meta.ts'
import type { RecordRow } from '../model/record.ts'

/** Only actions change a fixed field once the record has left its first state; a facet's field is its address. */
export function mayEdit({ entity, facet }: Collection, row: RecordRow, field: FieldMeta): boolean {
  const frozen = field.fixed === true && row.status !== undefined && row.status !== entity.states[0]?.name
  return entity.may.update && field.writable && !frozen && field.name !== facet?.field
}
