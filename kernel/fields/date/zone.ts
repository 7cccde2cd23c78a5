import { remember } from '../../remember.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

/** The calendar day of an instant in a time zone, `YYYY-MM-DD`. */
export function dayIn(timeZone: string, instant: Date): string {
  const make = () => new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
  return remember(formats, timeZone, make).format(instant)
}

const widest = 15 * 3600 // no zone is further from UTC, in seconds
const known = new Map<string, number>()
const mostKnown = 20_000

/** The first second of a zone's calendar that lies on the day or after it, found by halving. */
function search(zone: string, day: string): number {
  const midnight = Date.parse(`${day}T00:00:00Z`) / 1000
  let [before, from] = [midnight - widest, midnight + widest]
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2)
    if (dayIn(zone, new Date(middle * 1000)) < day) before = middle
    else from = middle
  }
  return from * 1000
}

/**
 * The instant at which a calendar day begins in a time zone, in milliseconds. Asked of the zone's own calendar rather than
 * computed from an offset, because the day may begin in the very hour in which clocks change, and not at midnight.
 */
export function dayStart(zone: string, day: string): number {
  if (known.size > mostKnown) known.clear()
  return remember(known, `${zone} ${day}`, () => search(zone, day))
}
