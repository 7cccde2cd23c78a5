import { useFormats } from '../../app/formats.ts'
import { dayText, dayWidth, type Span, type Tick, ticks, type Zoom } from './span.ts'

const units = {
  week: { upper: 'month', lower: 'week' },
  month: { upper: 'year', lower: 'month' },
  quarter: { upper: 'year', lower: 'month' },
} as const

/** The scale above the stretches: months over weeks, or years over months. */
export function TimelineHead({ scale, zoom }: { readonly scale: Span; readonly zoom: Zoom }) {
  const { language } = useFormats()
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  const width = dayWidth[zoom]
  const { upper, lower } = units[zoom]
  const word = (options: Intl.DateTimeFormatOptions, { first }: Tick) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date(`${dayText(first)}T00:00:00Z`))
  const upperWord: Intl.DateTimeFormatOptions =
    upper === 'year' ? { year: 'numeric' } : { year: 'numeric', month: 'long' }
  const lowerWord: Intl.DateTimeFormatOptions =
    lower === 'week' ? { day: 'numeric', month: 'numeric' } : { month: zoom === 'quarter' ? 'narrow' : 'short' }
  const line = (found: readonly Tick[], options: Intl.DateTimeFormatOptions) =>
    found.map(tick => (
      <span key={tick.first} style={{ width: tick.days * width }}>
        {tick.days * width > 24 && word(options, tick)}
      </span>
    ))
  return (
    <div className="timeline-scale" aria-hidden>
      <div>{line(ticks(scale, upper), upperWord)}</div>
      <div>{line(ticks(scale, lower), lowerWord)}</div>
    </div>
  )
}
