import type { EntityMeta } from '@tenon/kernel/derive/meta-types.ts'
import type { Tone } from '@tenon/kernel/entity/entity.ts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { type Highlight, HighlightStrip } from '../../ui/HighlightStrip.tsx'
import { viewOf } from '../fieldViews.tsx'
import type { RecordRow } from '../model/record.ts'
import { type Figure, highlighted } from './highlighted.ts'

/** Nearly full is worth a look, more than full is trouble. */
const nearlyFull = 0.9
const toneOf = (value: number, max: number): Tone | undefined =>
  value > max ? 'risk' : value >= max * nearlyFull ? 'issue' : undefined

function useDistance() {
  const { t } = useTranslation()
  const formats = useFormats()
  return (value: string) => {
    const days = formats.daysUntil(value)
    if (days === 0) return t('generic.filter.today')
    return days > 0 ? t('generic.filter.inDays', { count: days }) : t('generic.filter.daysAgo', { count: -days })
  }
}

/** How much of the limit is used: a share, and beyond it by how many. */
function useMeter(row: RecordRow) {
  const { t } = useTranslation()
  const { number } = useFormats()
  return ({ field, limit }: Required<Figure>): Highlight => {
    const [value, max] = [Number(row[field.name]), Number(row[limit.name])]
    const tone = toneOf(value, max)
    const share = max > 0 ? number(value / max, { style: 'percent', maximumFractionDigits: 0 }) : undefined
    return {
      key: field.name,
      label: field.label,
      value: number(value),
      unit: `/ ${number(max)}`,
      note: value > max ? t('record.over', { count: value - max, number: number(value - max) }) : share,
      meter: { value, max },
      tone,
    }
  }
}

/** The few numbers and days one opens a record for. */
export function Highlights({ entity, row }: { readonly entity: EntityMeta; readonly row: RecordRow }) {
  const distance = useDistance()
  const meter = useMeter(row)
  const items = highlighted(entity, row).map(({ field, limit }): Highlight => {
    if (limit) return meter({ field, limit })
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
