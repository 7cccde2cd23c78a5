import { expect, test } from 'vitest'
import { periodsOf } from './periods.ts'

const today = '2026-11-21'

test('months run over the end of a year', () => {
  const months = periodsOf({ field: 'endsOn', bucket: 'month', from: -1, to: 2 }, today, 'en')
  expect(months.map(each => each.label)).toEqual(['Oct', 'Nov', 'Dec', 'Jan'])
  expect(months.at(-1)).toMatchObject({ from: '2027-01-01', to: '2027-01-31' })
})

test('weeks begin on Monday and are numbered as ISO does', () => {
  const weeks = periodsOf({ field: 'plannedOn', bucket: 'week', from: 0, to: 6 }, today, 'zh')
  expect(weeks[0]).toEqual({ from: '2026-11-16', to: '2026-11-22', label: '47周' })
  expect(weeks.map(each => each.label)).toEqual(['47周', '48周', '49周', '50周', '51周', '52周', '53周'])
})

test('a quarter has three months', () => {
  expect(periodsOf({ field: 'x', bucket: 'quarter', from: 0, to: 0 }, today, 'en')).toEqual([
    { from: '2026-10-01', to: '2026-12-31', label: 'Q4' },
  ])
})
