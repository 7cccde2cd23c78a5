import type { EntityMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useFormats } from '../app/formats.ts'
import { fieldOf } from './model/filter.ts'
import { type RecordRow, titleOf } from './model/record.ts'

/** What a record is called on the screen: as `titleOf`, but one that is made of days alone reads as a stretch of time. */
export function useTitleOf() {
  const { date } = useFormats()
  return (entity: EntityMeta, row: RecordRow) => {
    const isStretch = entity.title.every(name => fieldOf(entity, name)?.kind === 'date')
    const days = entity.title.flatMap(name => (row[name] ? [date(String(row[name]))] : []))
    return isStretch && days.length > 0 ? days.join(' – ') : titleOf(entity, row)
  }
}
