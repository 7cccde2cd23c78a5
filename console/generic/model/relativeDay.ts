import { shiftDay } from '../../app/days.ts'
/** Stretches of the calendar that move with it: `@today`, `@month-1` (last month), `@week` (this week). */
export type Period = 'today' | 'week' | 'month' | 'quarter' | 'year'

export interface Relative {
  readonly period: Period
  /** In whole periods from the present one. */
  readonly offset: number
}

const token = /^@(today|week|month|quarter|year)(?:([+-])(\d{1,5}))?$/

/** The day at the person's desk. */
export function today(now = new Date()): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** `@month-1` as a period and how far away it is; undefined for a fixed day. */
export function relativeOf(value: string): Relative | undefined {
  const match = token.exec(value)
  return match ? { period: match[1] as Period, offset: Number(`${match[2] ?? '+'}${match[3] ?? 0}`) } : undefined
}

export const relativeValue = ({ period, offset }: Relative) =>
  offset === 0 ? `@${period}` : `@${period}${offset < 0 ? '' : '+'}${offset}`

/** Days away from today of `@today`, `@today+30`, `@today-7`; undefined for a fixed day or a longer period. */
export function relativeDays(value: string): number | undefined {
  const relative = relativeOf(value)
  return relative?.period === 'today' ? relative.offset : undefined
}

export const relativeDay = (days: number) => relativeValue({ period: 'today', offset: days })

/** A relative day as the day it is; the longer periods are the server's to reckon. */
export function resolveDay(value: string, day = today()): string {
  const days = relativeDays(value)
  return days === undefined ? value : shiftDay(day, days)
}
