import { expect, test } from 'vitest'
import { isDue, lastDue } from './due.rules.ts'

const at = (day: string, hour: number) => ({ day, hour })
// 2026-11-21 is a Saturday.

test('a day is due from its hour on, a week and a month on their day', () => {
  expect(lastDue({ every: 'day', hour: 8 }, at('2026-11-21', 7))).toBe('2026-11-20')
  expect(lastDue({ every: 'day', hour: 8 }, at('2026-11-21', 8))).toBe('2026-11-21')
  expect(lastDue({ every: 'week', hour: 8, day: 1 }, at('2026-11-21', 9))).toBe('2026-11-16')
  expect(lastDue({ every: 'week', hour: 8, day: 7 }, at('2026-11-22', 7))).toBe('2026-11-15')
  expect(lastDue({ every: 'month', hour: 0, day: 28 }, at('2026-03-27', 23))).toBe('2026-02-28')
})

test('it goes out once for a day, and once for several that were missed', () => {
  const rhythm = { every: 'day', hour: 8 } as const
  expect(isDue(rhythm, at('2026-11-21', 8), '2026-11-20')).toBe(true)
  expect(isDue(rhythm, at('2026-11-21', 23), '2026-11-21')).toBe(false)
  expect(isDue(rhythm, at('2026-11-25', 9), '2026-11-21')).toBe(true)
  expect(isDue(rhythm, at('2026-11-25', 9), '2026-11-25')).toBe(false)
})
