import type { Language } from '@tenon/kernel/messages/language.ts'

/** A month in words, with its year in January and wherever it stands alone: `Nov`, `Jan ’27`, `27年1月`. */
export function monthLabel(month: string, language: Language, withYear = month.slice(5, 7) === '01'): string {
  const [year = '', number = ''] = month.split('-')
  if (language === 'zh') return `${withYear ? `${year.slice(2)}年` : ''}${Number(number)}月`
  const name = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' }).format(
    Date.UTC(2000, Number(number) - 1, 1),
  )
  return `${name.slice(0, 3)}${withYear ? ` ’${year.slice(2)}` : ''}`
}

const iso = (time: number) => new Date(time).toISOString().slice(0, 10)

export interface MonthSpan {
  /** Its first and last day, `YYYY-MM-DD`; the first is also its key in a summary. */
  readonly from: string
  readonly to: string
}

/** So many months from the one of this day on. */
export function monthsFrom(day: string, count: number): readonly MonthSpan[] {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return Array.from({ length: count }, (_, by) => ({
    from: iso(Date.UTC(year, month - 1 + by, 1)),
    to: iso(Date.UTC(year, month + by, 0)),
  }))
}
