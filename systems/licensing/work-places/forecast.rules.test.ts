import { expect, test } from 'vitest'
import { type Batch, outlookOf } from './forecast.rules.ts'

const cny = (amount: string) => ({ amount, currency: 'CNY' })
const batch = (more: Partial<Batch>): Batch => ({
  month: '2026-12-01',
  status: 'committed',
  risk: 'low',
  expected: [cny('1000.00')],
  ...more,
})

test('the forecast weighs by stage and risk, and never adds up two currencies', () => {
  const outlook = outlookOf([
    batch({}),
    batch({ risk: 'high', expected: [cny('200.00')] }),
    batch({ status: 'upcoming', expected: [cny('500.00'), { amount: '100.00', currency: 'EUR' }] }),
    batch({ month: null }),
    batch({ status: 'lost', month: '2026-11-01' }),
  ])
  expect(outlook).toEqual([
    { month: '2026-11-01', expected: cny('1000.00'), weighted: cny('0.00') },
    // 90 percent of 1000, 45 of 200, 60 of 500.
    { month: '2026-12-01', expected: cny('1700.00'), weighted: cny('1290.00') },
    {
      month: '2026-12-01',
      expected: { amount: '100.00', currency: 'EUR' },
      weighted: { amount: '60.00', currency: 'EUR' },
    },
  ])
})
