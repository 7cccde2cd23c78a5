/** Arithmetic on calendar days, `YYYY-MM-DD`. No clock and no time zone takes part: a day is a day everywhere. */

const millisecondsPerDay = 86_400_000
const toTime = (day: string) => Date.parse(`${day}T00:00:00Z`)
const toDay = (time: number) => new Date(time).toISOString().slice(0, 10)

/** The number of a day in its month, 1 to 31. */
export const dayOfMonth = (day: string) => Number(day.slice(8))

export const addDays = (day: string, days: number) => toDay(toTime(day) + days * millisecondsPerDay)

/** Days from one day to another; negative when `to` is the earlier. */
export const daysBetween = (from: string, to: string) => (toTime(to) - toTime(from)) / millisecondsPerDay

/**
 * The same day some months on; in a shorter month its last day. `anchor` is the day of the month to aim for, so that a
 * series which began on a 31st comes back to the 31st after each short month: `addMonths('2026-02-28', 1, 31)` is the
 * 31st of March.
 */
export function addMonths(day: string, months: number, anchor = dayOfMonth(day)): string {
  const [year = 0, month = 1] = day.split('-').map(Number)
  const lastDay = new Date(Date.UTC(year, month - 1 + months + 1, 0))
  return toDay(Math.min(lastDay.getTime(), Date.UTC(lastDay.getUTCFullYear(), lastDay.getUTCMonth(), anchor)))
}
