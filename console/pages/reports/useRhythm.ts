import { useTranslation } from 'react-i18next'
import type { Sending } from './queries.ts'

/** 2024 began on a Monday. */
export const weekdayName = (day: number, language: string) =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2024, 0, day)),
  )
export const hourName = (hour: number) => `${String(hour).padStart(2, '0')}:00`

/** When a report is sent, in words. */
export function useRhythm() {
  const { t, i18n } = useTranslation()
  return ({ every, hour, day = 1 }: Pick<Sending, 'every' | 'hour' | 'day'>) =>
    t(`reports.rhythm.${every}`, {
      hour: hourName(hour),
      day: every === 'week' ? weekdayName(day, i18n.language) : day,
    })
}
