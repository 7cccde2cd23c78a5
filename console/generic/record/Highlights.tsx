import type { EntityMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { type Highlight, HighlightStrip } from '../../ui/HighlightStrip.tsx'
import { viewOf } from '../fieldViews.tsx'
import type { RecordRow } from '../model/record.ts'
import { highlighted } from './highlighted.ts'

/** The few numbers and days one opens a record for. */
export function Highlights({ entity, row }: { readonly entity: EntityMeta; readonly row: RecordRow }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const distance = (value: string) => {
    const days = formats.daysUntil(value)
    if (days === 0) return t('generic.filter.today')
    return days > 0 ? t('generic.filter.inDays', { count: days }) : t('generic.filter.daysAgo', { count: -days })
  }
  const items = highlighted(entity, row).map((field): Highlight => {
    const { Value } = viewOf(field)
    const value = row[field.name]
    return {
      key: field.name,
      label: field.label,
      value: <Value field={field} value={value} />,
      below: field.kind === 'date' ? distance(String(value)) : '\u00a0',
    }
  })
  return items.length < 2 ? null : <HighlightStrip items={items} />
}
