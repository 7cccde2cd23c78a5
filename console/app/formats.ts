import type { Language } from '@tenon/kernel/messages/language.ts'
import { useMemo } from 'react'
import { usePreferences } from './preferences.tsx'
import { useOptionalSession } from './session.tsx'

/** Money as the API sends it. */
export interface Money {
  readonly amount: string
  readonly currency: string
}
export interface FormatContext {
  readonly language: Language
  readonly timeZone: string
  /** `YYYY-MM-DD`, in that time zone. */
  readonly today: string
}
// Not en-GB, which writes a million as `m`.
const locales: Record<Language, string> = { en: 'en-US', zh: 'zh-CN' }
const cache = new Map<string, Intl.NumberFormat>()

function numberFormat(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language + JSON.stringify(options)
  const format = cache.get(key) ?? new Intl.NumberFormat(locales[language], options)
  cache.set(key, format)
  return format
}
const dateCache = new Map<string, Intl.DateTimeFormat>()
/** Making a format costs more than a hundred uses of it, and a list uses it in every row. */
function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options)
  const format = dateCache.get(key) ?? new Intl.DateTimeFormat(locale, options)
  dateCache.set(key, format)
  return format
}
// Intl formats decimal strings exactly; TypeScript only knows that of its template type.
const exact = (text: string | number) => text as `${number}`

export function formatNumber(
  value: number | string,
  language: Language,
  options: Intl.NumberFormatOptions = {},
): string {
  return numberFormat(language, { maximumFractionDigits: 6, ...options }).format(exact(value))
}

/** `¥286,000.00`; compact `¥28.6万` or `¥0.29M`, always with its currency. */
export function formatMoney(
  { amount, currency }: Money,
  language: Language,
  options: { compact?: boolean } = {},
): string {
  const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const
  const size = Math.abs(Number(amount))
  if (!options.compact) return numberFormat(language, style).format(exact(amount))
  if (size < 10_000) return numberFormat(language, { ...style, maximumFractionDigits: 0 }).format(exact(amount))
  const digits = language === 'zh' || size < 1_000_000 ? 1 : 2
  const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  return numberFormat(language, { ...style, ...fraction, notation: 'compact' }).format(exact(amount))
}

/** `19 Nov` or `11月19日`; with the year, when it is another: `19 Nov ’27`, `27年11月19日`. */
export function formatDate(date: string, { language, today }: FormatContext): string {
  const [year = '', month = '', day = ''] = date.slice(0, 10).split('-')
  const same = year === today.slice(0, 4)
  if (language === 'zh') return `${same ? '' : `${year.slice(2)}年`}${Number(month)}月${Number(day)}日`
  const name = dateFormat('en-GB', { month: 'short', timeZone: 'UTC' }).format(Date.UTC(2000, Number(month) - 1, 1))
  return `${Number(day)} ${name.slice(0, 3)}${same ? '' : ` ’${year.slice(2)}`}`
}

/** The calendar day of an instant in a time zone. */
export function dayOf(instant: string | Date, timeZone: string): string {
  return dateFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(instant))
}

/** `09:26`. */
export function formatTime(instant: string, { timeZone }: FormatContext): string {
  return dateFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(new Date(instant))
}

/** `19 Nov 09:26`; only the time when it is today. */
export function formatInstant(instant: string, context: FormatContext): string {
  const day = dayOf(instant, context.timeZone)
  const time = formatTime(instant, context)
  return day === context.today ? time : `${formatDate(day, context)} ${time}`
}

/** Whole days from today to a date: negative when it has passed. */
export function daysUntil(date: string, today: string): number {
  return Math.round((Date.parse(date.slice(0, 10)) - Date.parse(today)) / 86_400_000)
}

/** How long a date has passed: `+7 d`, `+7 天`. */
export function formatLate(days: number, language: Language): string {
  return language === 'zh' ? `+${days} 天` : `+${days} d`
}

/** `8 min`, `3 h`, `2 d` ago, for activity; dates beyond a week. */
export function formatAgo(instant: string, context: FormatContext, now = Date.now()): string {
  const minutes = Math.max(0, Math.round((now - Date.parse(instant)) / 60_000))
  const zh = context.language === 'zh'
  if (minutes < 1) return zh ? '刚刚' : 'now'
  if (minutes < 60) return zh ? `${minutes} 分` : `${minutes} min`
  if (minutes < 1440) return zh ? `${Math.round(minutes / 60)} 小时` : `${Math.round(minutes / 60)} h`
  if (minutes < 10_080) return zh ? `${Math.round(minutes / 1440)} 天` : `${Math.round(minutes / 1440)} d`
  return formatDate(dayOf(instant, context.timeZone), context)
}

/** The formats in the reader's language and the organisation's time zone. */
export function useFormats() {
  const { language } = usePreferences()
  const session = useOptionalSession()
  const timeZone = session?.timeZone ?? session?.tenant.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  return useMemo(() => {
    const context: FormatContext = { language, timeZone, today: dayOf(new Date(), timeZone) }
    return {
      ...context,
      number: (value: number | string, options?: Intl.NumberFormatOptions) => formatNumber(value, language, options),
      money: (value: Money, options?: { compact?: boolean }) => formatMoney(value, language, options),
      date: (date: string) => formatDate(date, context),
      time: (instant: string) => formatTime(instant, context),
      instant: (instant: string) => formatInstant(instant, context),
      ago: (instant: string) => formatAgo(instant, context),
      day: (instant: string) => dayOf(instant, timeZone),
      daysUntil: (date: string) => daysUntil(date, context.today),
      late: (days: number) => formatLate(days, language),
    }
  }, [language, timeZone])
}
