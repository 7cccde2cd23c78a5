import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { type Filter, values } from '../model/filter.ts'
import { relativeDays } from '../model/relativeDay.ts'

const dayShaped = new Set(['date', 'instant'])
const numeric = new Set(['integer', 'decimal', 'money'])

/** "before", "on or after" for days; "less than" for amounts; "is", "contains" for words. */
export function operatorKey(field: FieldMeta, operator: string): string {
  if (dayShaped.has(field.kind) && ['lt', 'lte', 'gt', 'gte', 'eq', 'ne'].includes(operator)) return `day_${operator}`
  return operator
}

/** A filter in the person's words: its operator and its value. */
export function useFilterWords() {
  const { t } = useTranslation()
  const formats = useFormats()
  const day = (value: string) => {
    const days = relativeDays(value)
    if (days === undefined) return formats.date(value)
    if (days === 0) return t('generic.filter.today')
    return days > 0 ? t('generic.filter.fromNow', { count: days }) : t('generic.filter.daysAgo', { count: -days })
  }
  const one = (field: FieldMeta, value: string) => {
    if (dayShaped.has(field.kind)) return day(value)
    if (numeric.has(field.kind) && !Number.isNaN(Number(value))) return formats.number(value)
    if (field.kind === 'boolean') return t(value === 'true' ? 'generic.value.yes' : 'generic.value.no')
    return field.options?.find(option => option.value === value)?.label ?? value
  }
  const value = (field: FieldMeta, filter: Filter) =>
    values(filter)
      .map(each => one(field, each))
      .join(', ')
  return {
    operator: (field: FieldMeta, filter: Filter) =>
      filter.operator === 'empty'
        ? t(filter.value === 'false' ? 'generic.operator.notEmpty' : 'generic.operator.empty')
        : t(`generic.operator.${operatorKey(field, filter.operator)}`),
    /** Undefined where the operator says it all. */
    value: (field: FieldMeta, filter: Filter) => (filter.operator === 'empty' ? undefined : value(field, filter)),
  }
}
