const written = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?)?$/
const formats = new Map<string, Intl.DateTimeFormat>()

/** Milliseconds that a zone's clock is ahead of UTC at an instant. */
function offset(timeZone: string, instant: number): number {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, hourCycle: 'h23', dateStyle: 'short', timeStyle: 'medium' })
    formats.set(timeZone, format)
  }
  return Date.parse(`${format.format(instant).replace(', ', 'T')}Z`) - Math.floor(instant / 1000) * 1000
}

/** A point in time as spreadsheets write it, without a zone: what the organisation's clock showed. Anything else stays. */
export function localInstant(text: string, timeZone: string): string {
  const match = written.exec(text.trim())
  if (!match) return text
  const [, year, month, day, hour = '0', minute = '0', second = '0'] = match
  const clock =
    Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)) + Number(second) * 1000
  const guess = clock - offset(timeZone, clock)
  return new Date(clock - offset(timeZone, guess)).toISOString()
}
