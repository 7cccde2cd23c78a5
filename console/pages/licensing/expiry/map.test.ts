import { expect, test } from 'vitest'
import { monthsFrom } from '../months.ts'
import { mapOf } from './map.ts'

const group = (key: string | null, month: string | null, count: number) => ({
  keys: [key, month],
  titles: [key?.toUpperCase() ?? null, null],
  count,
  values: {},
})

test('what ends stands in its month, what is past before them, and the most first', () => {
  const months = monthsFrom('2026-11-21', 3)
  expect(months.map(({ from, to }) => [from, to])).toEqual([
    ['2026-11-01', '2026-11-30'],
    ['2026-12-01', '2026-12-31'],
    ['2027-01-01', '2027-01-31'],
  ])
  const map = mapOf(
    [group('a', '2026-12-01', 2), group(null, '2026-09-01', 3), group(null, '2026-11-01', 1), group('a', null, 9)],
    months,
    'none',
  )
  expect(map.lines.map(({ label, values, total }) => [label, values, total])).toEqual([
    ['none', [3, 1, 0, 0], 4],
    ['A', [0, 0, 2, 0], 2],
  ])
  expect([map.totals, map.total]).toEqual([[3, 1, 2, 0], 6])
})
