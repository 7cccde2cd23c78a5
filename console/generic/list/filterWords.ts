import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { type Filter, spanOf, values } from '../model/filter.ts'
import { type Relative, relativeDays, relativeOf } from '../model/relativeDay.ts'

const dayShaped = new Set(['date', 'instant'])
const numeric = new Set(['integer', 'decimal', 'money'])

/** "before", "on or after" for days; "less than" for amounts; "is", "contains" for words. */
export function operatorKey(field: FieldMeta, operator: string): string {
  const ofDays = ['lt', 'lte', 'gt', 'gte', 'eq', 'ne', 'between']
  return dayShaped.has(field.kind) && ofDays.includes(operator) ? `day_${operator}` : operator
}

const near = new Set([-1, 0, 1])

/** A filter in the person's words: its operator and its value. */
export function useFilterWords() {
  const { t } = useTranslation()
  const formats = useFormats()
  const period = ({ period, offset }: Relative): string => {
    if (period === 'today' && offset !== 0)
      return offset > 0
        ? t('generic.filter.fromNow', { count: offset })
        : t('generic.filter.daysAgo', { count: -offset })
    if (near.has(offset)) return t(`generic.period.${period}_${['last', 'this', 'next'][offset + 1]}`)
    const unit = offset < 0 ? 'ago' : 'ahead'
    return t(`generic.period.${unit}_${period}`, { count: Math.abs(offset) })
  }
  const day = (value: string) => {
    const relative = relativeOf(value)
    return relative ? period(relative) : formats.date(value)
  }
  const span = (field: FieldMeta, value: string): string => {
    const [from, to] = spanOf(value)
    const [start, end] = [relativeDays(from), relativeDays(to)]
    if (start === 0 && end !== undefined && end > 0) return t('generic.period.next', { count: end })
    if (end === 0 && start !== undefined && start < 0) return t('generic.period.last', { count: -start })
    return [from, to].map(end => (end === '' ? '…' : one(field, end))).join(' – ')
  }
  const one = (field: FieldMeta, value: string): string => {
    if (dayShaped.has(field.kind)) return day(value)
    if (numeric.has(field.kind) && !Number.isNaN(Number(value))) return formats.number(value)
    if (field.kind === 'boolean') return t(value === 'true' ? 'generic.value.yes' : 'generic.value.no')
    return field.options?.find(option => option.value === value)?.label ?? value
  }
  const value = (field: FieldMeta, filter: Filter) =>
    filter.operator === 'between'
      ? span(field, filter.value)
      : values(filter)
          .map(each => one(field, each))
          .join(', ')
  const isPeriod = (field: FieldMeta, filter: Filter) =>
    dayShaped.has(field.kind) && ['eq', 'between'].includes(filter.operator) && filter.value.startsWith('@')
  return {
    operator: (field: FieldMeta, filter: Filter) => {
      if (filter.operator === 'empty')
        return t(filter.value === 'false' ? 'generic.operator.notEmpty' : 'generic.operator.empty')
      if (isPeriod(field, filter)) return t('generic.operator.period')
      return t(`generic.operator.${operatorKey(field, filter.operator)}`)
    },
    /** Undefined where the operator says it all. */
    value: (field: FieldMeta, filter: Filter) => (filter.operator === 'empty' ? undefined : value(field, filter)),
  }
}
