import { useFormats } from '../../app/formats.ts'

const minute = 60_000
const units = [
  ['day', 24 * 60],
  ['hour', 60],
  ['minute', 1],
] as const

/** `3 min ago`, `now`; the day once it is more than a week. */
export function useAgo() {
  const { language, date, day } = useFormats()
  const format = new Intl.RelativeTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { numeric: 'auto', style: 'short' })
  return (instant: string) => {
    const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(instant)) / minute))
    if (minutes >= 7 * 24 * 60) return date(day(instant))
    const [unit, size] = units.find(([, size]) => minutes >= size) ?? ['second', minutes + 1]
    return format.format(-Math.floor(minutes / size), unit)
  }
}
