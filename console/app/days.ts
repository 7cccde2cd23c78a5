/** A `YYYY-MM-DD` so many days later; a calendar day has no zone, so it is reckoned in UTC and no summer time shifts it. */
export function shiftDay(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}
