import { expect, test } from 'vitest'
import { discounted, type Price, priceOf, subtotalOf, totalOf } from './price.rules.ts'

const cny = (amount: string) => ({ amount, currency: 'CNY' })
const price = (unit: string, values: Partial<Price> = {}): Price => ({
  ...{ policy: null, edition: 'team', fromQuantity: 1, validFrom: null, unitPrice: cny(unit) },
  ...values,
})
const wanted = { policy: 'p', edition: 'team', quantity: 60, currency: 'CNY', today: '2026-11-21' }

test('the price of the policy, the quantity and the day goes before what is said more generally', () => {
  const list = [
    price('100.00'),
    price('90.00', { fromQuantity: 50 }),
    price('80.00', { fromQuantity: 100 }),
    price('95.00', { policy: 'p' }),
    price('85.00', { policy: 'p', fromQuantity: 50, validFrom: '2026-01-01' }),
    price('84.00', { policy: 'p', fromQuantity: 50, validFrom: '2026-12-01' }),
    price('10.00', { policy: 'other' }),
    price('11.00', { edition: 'business' }),
  ]
  const amount = (more: Partial<typeof wanted>) => priceOf(list, { ...wanted, ...more })?.unitPrice.amount
  expect(amount({})).toBe('85.00')
  expect(amount({ today: '2026-12-01' })).toBe('84.00')
  expect(amount({ quantity: 49 })).toBe('95.00')
  expect(amount({ policy: 'unheard' })).toBe('90.00')
  expect(amount({ currency: 'USD' })).toBeUndefined()
  expect(amount({ edition: 'enterprise' })).toBeUndefined()
})

test('a subtotal is the price for the term less the discount, rounded half up once', () => {
  const line = { unitPrice: cny('99.99'), quantity: 7, termMonths: 12, discountPercent: '15.00' }
  expect(subtotalOf(line)).toEqual(cny('594.94')) // 699.93 less 15 % is 594.9405
  expect(subtotalOf({ ...line, termMonths: 18 })).toEqual(cny('892.41')) // 892.41075
  expect(subtotalOf({ ...line, termMonths: null })).toEqual(cny('594.94'))
  expect(subtotalOf({ ...line, discountPercent: '100.00' })).toEqual(cny('0.00'))
  expect(subtotalOf({ ...line, unitPrice: cny('0.01'), quantity: 1, termMonths: 6 })).toEqual(cny('0.00')) // 0.00425
  expect(subtotalOf({ ...line, unitPrice: { amount: '1000', currency: 'JPY' }, quantity: 3 })).toEqual({
    amount: '2550',
    currency: 'JPY',
  })
  expect(discounted(cny('99.99'), '15.00')).toEqual(cny('84.99'))
  expect(totalOf([cny('0.10'), cny('0.20')], 'CNY')).toEqual(cny('0.30'))
  expect(totalOf([], 'USD')).toEqual({ amount: '0.00', currency: 'USD' })
})
