import { dayIn } from '@tenon/kernel/fields/date/zone.ts'

/** The day and the hour of an instant in a time zone. */
export function hourIn(timeZone: string, instant: Date): { day: string; hour: number } {
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(instant)
  return { day: dayIn(timeZone, instant), hour: Number(hour) }
}
