import type { EntityMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useFormats } from '../app/formats.ts'
import { fieldOf } from './model/filter.ts'
import { type RecordRow, titleOf } from './model/record.ts'

const stretches = new Set(['date', 'instant'])

/** What a record is called on the screen: as `titleOf`, but one that is made of days alone reads as a stretch of time. */
export function useTitleOf() {
  const { date: dateOf, day } = useFormats()
  // An instant is told by its day where the organisation is.
  const date = (value: string) => dateOf(value.length > 10 ? day(value) : value)
  return (entity: EntityMeta, row: RecordRow) => {
    if (!entity.title.every(name => stretches.has(fieldOf(entity, name)?.kind ?? ''))) return titleOf(entity, row)
    const days = entity.title.flatMap(name => (row[name] ? [date(String(row[name]))] : []))
    return days.length > 0 ? days.join(' – ') : titleOf(entity, row)
  }
}
