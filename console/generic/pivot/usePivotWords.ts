import type { EntityMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useTranslation } from 'react-i18next'
import { type Money, useFormats } from '../../app/formats.ts'
import { amountOf, type SummaryValue } from '../../app/summary.ts'
import { usePeriodNames } from '../list/SectionRow.tsx'
import { isDayShaped, readGroup } from '../model/groups.ts'
import { groupField, type Head, measureChoices } from './pivot.ts'

/** The words and figures of a pivot in the reader's language. */
export function usePivotWords(entity: EntityMeta, currency: string) {
  const { t } = useTranslation()
  const { number, money, date, instant } = useFormats()
  const { periodName } = usePeriodNames()

  const nameOf = (group: string, { key, title }: Head): string => {
    const field = groupField(entity, group)
    if (key === null) return t('pivot.none', { field: field?.label ?? '' })
    if (field && isDayShaped(field)) return periodName(key, readGroup(group).bucket ?? 'day')
    if (field?.kind === 'boolean') return t(key === 'true' ? 'generic.value.yes' : 'generic.value.no')
    return title ?? field?.options?.find(({ value }) => value === key)?.label ?? key
  }
  const measureName = (key: string): string => {
    const choice = measureChoices(entity).find(each => each.key === key)
    return choice?.field ? t(`pivot.${choice.by}`, { field: choice.field.label }) : t('pivot.count')
  }
  const figure = (measure: string, value: SummaryValue | undefined): string => {
    if (value === null || value === undefined) return ''
    if (Array.isArray(value)) {
      const sum = (value as readonly Money[]).find(each => each.currency === currency)
      return sum ? money(sum) : ''
    }
    const field = measureChoices(entity).find(({ key }) => key === measure)?.field
    if (field?.kind === 'date') return date(String(value))
    if (field?.kind === 'instant') return instant(String(value))
    return number(value as number | string, measure.startsWith('avg') ? { maximumFractionDigits: 1 } : {})
  }
  /** As a number, for a chart or a shade; null for days and for nothing. */
  const size = (value: SummaryValue | undefined): number | null => {
    const amount = amountOf(value, currency)
    return amount === null || Number.isNaN(amount) ? null : amount
  }
  return { nameOf, measureName, figure, size }
}
