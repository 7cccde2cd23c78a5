import { expect, test } from 'vitest'
import { commissionOf, earnsCommission, negated, type Rate, rateFor } from './commission.rules.ts'

const own: readonly Rate[] = [
  { earner: 'salesRep', kind: null, tier: null, percent: '1.00' },
  { earner: 'salesRep', kind: 'renewal', tier: null, percent: '0.50' },
  { earner: 'partner', kind: null, tier: 'gold', percent: '9.00' },
  { earner: 'partner', kind: 'new', tier: 'gold', percent: '11.00' },
]

test.each([
  ['salesRep', 'new', null, '1.00'],
  ['salesRep', 'renewal', null, '0.50'],
  ['partner', 'renewal', 'gold', '9.00'],
  ['partner', 'new', 'gold', '11.00'],
  ['partner', 'new', 'silver', null],
] as const)('of the rates set, %s for a %s purchase at tier %s earns %s percent', (earner, kind, tier, percent) => {
  expect(rateFor(own, { earner, kind, tier })).toBe(percent)
})

test('without rates of its own an organisation uses the usual ones', () => {
  expect(rateFor([], { earner: 'salesRep', kind: 'renewal', tier: null })).toBe('2.00')
  expect(rateFor([], { earner: 'salesRep', kind: 'trueUp', tier: null })).toBe('3.00')
  expect(rateFor([], { earner: 'partner', kind: 'new', tier: 'platinum' })).toBe('12.00')
})

test.each([
  ['12000.00', 'CNY', '5.00', '600.00'],
  ['0.10', 'CNY', '5.00', '0.01'],
  ['0.09', 'CNY', '5.00', '0.00'],
  ['999.99', 'EUR', '2.55', '25.50'],
  ['1010', 'JPY', '2.50', '25'],
  ['-12000.00', 'CNY', '5.00', '-600.00'],
])('%s %s at %s percent are %s', (amount, currency, percent, share) => {
  expect(commissionOf({ amount, currency }, percent)).toEqual({ amount: share, currency })
})

test('who buys at a discount earns no commission beside it', () => {
  expect([earnsCommission(['reseller']), earnsCommission(['reseller', 'referral'])]).toEqual([false, true])
  expect(negated(negated({ amount: '5.00', currency: 'CNY' }))).toEqual({ amount: '5.00', currency: 'CNY' })
})
