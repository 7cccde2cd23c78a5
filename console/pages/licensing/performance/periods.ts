import { shiftDay } from '../../../app/days.ts'

export const periodNames = ['year', 'quarter', 'month', 'lastYear'] as const
export type PeriodName = (typeof periodNames)[number]
export interface Period {
  readonly from: string
  readonly to: string
  /** Of a year: what part of a yearly target it may be held against. */
  readonly share: number
}

const iso = (time: number) => new Date(time).toISOString().slice(0, 10)

/** The whole stretch that a day lies in, to its last day: a target is for all of it. */
export function periodOf(name: PeriodName, today: string): Period {
  const [year = 0, month = 1] = today.split('-').map(Number)
  const span = (first: number, months: number, of = year): Period => ({
    from: iso(Date.UTC(of, first, 1)),
    to: shiftDay(iso(Date.UTC(of, first + months, 1)), -1),
    share: months / 12,
  })
  if (name === 'month') return span(month - 1, 1)
  if (name === 'quarter') return span(Math.floor((month - 1) / 3) * 3, 3)
  return name === 'year' ? span(0, 12) : span(0, 12, year - 1)
}
