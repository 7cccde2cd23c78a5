import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import type { Figure, Result } from './useStatistics.ts'

/** How results are written: money one sum beside the other, because currencies are never added up. */
export function useResults() {
  const { t } = useTranslation()
  const { number, money } = useFormats()
  const one = (unit: Figure['unit'], { currency, value }: Result) => {
    if (unit === 'percent') return number(Number(value) / 100, { style: 'percent', maximumFractionDigits: 1 })
    if (currency) return money({ amount: String(value), currency }, { compact: true })
    return unit === 'days' ? t('statistics.days', { days: number(value) }) : number(value)
  }
  const named = (unit: Figure['unit'], result: Result, many: boolean) =>
    unit === 'percent' && many ? `${one(unit, result)} ${result.currency}` : one(unit, result)
  const all = (unit: Figure['unit'], results: readonly Result[], most = 3) =>
    results
      .slice(0, most)
      .map(result => named(unit, result, results.length > 1))
      .join(unit === 'percent' ? ' · ' : ' + ')
  return { all }
}
