import { Cron } from 'croner'

/** The last time at or before an instant at which the expression falls due in a time zone; null if it never did. */
export function lastDue(cron: string, timeZone: string, instant: Date): Date | null {
  const pattern = new Cron(cron, { timezone: timeZone, mode: '5-part' })
  const afterwards = new Date(Math.floor(instant.getTime() / 1_000) * 1_000 + 1_000)
  return pattern.previousRuns(1, afterwards)[0] ?? null
}

/** Throws an Error for an expression that is none. Five parts: minute, hour, day, month, weekday. */
export function checkCron(cron: string): void {
  new Cron(cron, { mode: '5-part' })
}
