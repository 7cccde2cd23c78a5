import { addDays } from '@tenon/kernel/fields/date/day.ts'

/** When a report goes out: at an hour of each day, of one weekday (Monday is 1) or of one day of the month. */
export interface Rhythm {
  readonly every: 'day' | 'week' | 'month'
  readonly hour: number
  readonly day?: number | undefined
}

const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() || 7
const isDay = ({ every, day = 1 }: Rhythm, date: string) =>
  every === 'day' || (every === 'week' ? weekday(date) === day : Number(date.slice(8)) === day)

/** The last day on which it was due, seen from an hour of a day in the organisation's zone. */
export function lastDue(rhythm: Rhythm, now: { day: string; hour: number }): string {
  let day = now.hour >= rhythm.hour ? now.day : addDays(now.day, -1)
  while (!isDay(rhythm, day)) day = addDays(day, -1)
  return day
}

/** Due is what fell due after the last sending; of several missed, one report of today makes up for all. */
export const isDue = (rhythm: Rhythm, now: { day: string; hour: number }, sentOn: string | null): boolean =>
  sentOn === null || lastDue(rhythm, now) > sentOn
