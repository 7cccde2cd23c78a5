import { expect, test } from 'vitest'
import { revenueOf, sinceOf, yearly } from './revenue.rules.ts'

const cny = (amount: string) => ({ amount, currency: 'CNY' })

test('whole months come to a year by months, also over a 29th of February; other stretches by days', () => {
  expect(yearly(cny('12000.00'), { from: '2024-02-01', to: '2025-01-31' })).toEqual(cny('12000.00'))
  expect(yearly(cny('36000.00'), { from: '2024-01-31', to: '2027-01-30' })).toEqual(cny('12000.00'))
  expect(yearly(cny('100.00'), { from: '2026-01-01', to: '2026-01-31' })).toEqual(cny('1200.00'))
  expect(yearly(cny('1000.00'), { from: '2026-03-01', to: '2026-06-18' })).toEqual(cny('3318.18'))
  expect(yearly({ amount: '1000', currency: 'JPY' }, { from: '2026-03-01', to: '2026-06-18' }).amount).toBe('3318')
})

const terms = [
  { from: '2025-01-01', to: '2025-12-31', purchase: 'a' },
  { from: '2026-01-01', to: '2026-12-31', purchase: 'b' },
  { from: '2026-07-01', to: null, purchase: 'c' },
  { from: '2026-07-01', to: '2026-12-31', purchase: null },
]
const order = (id: string, status: string, amount = '1200.00') => ({ id, status, amount: cny(amount) })
const orders = [order('a', 'paid'), order('b', 'pending', '2400.00'), order('c', 'paid')]

test('a stretch is a term with an end and an order that stands', () => {
  expect(revenueOf(terms, orders, null).map(({ purchase, to, annual }) => [purchase, to, annual.amount])).toEqual([
    ['a', '2025-12-31', '1200.00'],
    ['b', '2026-12-31', '2400.00'],
  ])
  expect(revenueOf(terms, [order('a', 'refunded'), order('b', 'paid', '0.00')], null)).toEqual([])
})

test('termination cuts the stretch it falls into, keeps its yearly amount, and drops what would begin later', () => {
  expect(revenueOf(terms, orders, '2026-03-01').at(-1)).toMatchObject({ to: '2026-02-28', annual: cny('2400.00') })
  expect(revenueOf(terms, orders, '2026-01-01')).toHaveLength(1)
})

test('a run begins where nothing ends the day before', () => {
  const runs = [
    { from: '2023-01-01', to: '2023-12-31' },
    { from: '2024-02-01', to: '2025-01-31' },
    { from: '2025-02-01', to: '2026-01-31' },
  ]
  expect(runs.map(run => sinceOf(run, runs))).toEqual(['2023-01-01', '2024-02-01', '2024-02-01'])
})
