import { expect, test } from 'vitest'
import { courseOf } from './course.ts'

const change = (at: string, field: string, before: unknown, after: unknown) => ({
  at,
  changes: [{ field, before, after }],
})

test('the course of use is what was reported last in each month, back to the first report', () => {
  const history = [
    change('2026-11-20T03:59:00.000Z', 'actualUsers', 104, 149),
    change('2026-10-21T02:07:00.000Z', 'actualUsers', 60, 104),
    change('2026-09-03T02:00:00.000Z', 'authorizedUsers', 50, 120),
    change('2026-07-22T02:00:00.000Z', 'actualUsers', null, 60),
  ]
  const course = courseOf(history, { used: 149, allowed: 120, today: '2026-11-21' }, 6)
  expect(course.map(({ month, used, allowed }) => [month.slice(0, 7), used, allowed])).toEqual([
    ['2026-06', null, 50],
    ['2026-07', 60, 50],
    ['2026-08', 60, 50],
    ['2026-09', 60, 120],
    ['2026-10', 104, 120],
    ['2026-11', 149, 120],
  ])
})
