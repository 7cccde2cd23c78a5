import { expect, test } from 'vitest'
import { periodOf } from './periods.ts'

test('a period is whole, and its share of a yearly target follows from its months', () => {
  expect(periodOf('quarter', '2026-11-21')).toEqual({ from: '2026-10-01', to: '2026-12-31', share: 0.25 })
  expect(periodOf('month', '2024-02-03')).toEqual({ from: '2024-02-01', to: '2024-02-29', share: 1 / 12 })
  expect(periodOf('lastYear', '2026-01-01')).toEqual({ from: '2025-01-01', to: '2025-12-31', share: 1 })
})
