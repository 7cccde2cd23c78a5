import { z } from 'zod'
import { column, Field, kind } from '../field.ts'

const token = /\{(yyyy|yy|mm|dd|0+)\}/g

/** The counter a pattern draws from on a day: a pattern with `{yyyy}` starts anew each year, with `{mm}` each month. */
export function seriesPeriod(pattern: string, today: string): string {
  const [year = '', month = '', day = ''] = today.split('-')
  if (pattern.includes('{dd}')) return `${year}-${month}-${day}`
  if (pattern.includes('{mm}')) return `${year}-${month}`
  return /\{yy(yy)?\}/.test(pattern) ? year : ''
}

/** `LIC-{yyyy}-{0000}` with 7 in 2026 as `LIC-2026-0007`; a number longer than its zeros is written in full. */
export function formatNumber(pattern: string, value: number, today: string): string {
  const [year = '', month = '', day = ''] = today.split('-')
  return pattern.replace(token, (_, name: string) => {
    if (name === 'yyyy') return year
    if (name === 'yy') return year.slice(2)
    if (name === 'mm') return month
    if (name === 'dd') return day
    return String(value).padStart(name.length, '0')
  })
}

/**
 * A number drawn by the kernel when the record is created. fast (default): unique, drawn ahead of the transaction, so a
 * failed create leaves a gap. gapless: drawn inside it under a lock that all creators of the series share.
 */
export const numberSeries = (pattern: string, options: { gapless?: boolean } = {}) => {
  if (!/\{0+\}/.test(pattern)) throw new Error(`The pattern ${pattern} has no number, such as {0000}`)
  return new Field<string, 'generated'>(
    kind<string>({
      name: 'numberSeries',
      columns: column('text'),
      schema: z.string(),
      operators: ['eq', 'ne', 'in', 'nin', 'contains', 'starts'],
      ui: { pattern },
      series: { pattern, gapless: options.gapless ?? false },
    }),
    { presence: 'generated', unique: true, searchable: true },
  )
}
