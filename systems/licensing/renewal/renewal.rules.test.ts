import { expect, test } from 'vitest'
import { firstRisk, probability, riskWith, weighted } from './renewal.rules.ts'

test.each([
  ['upcoming', 'low', 60],
  ['quoted', 'medium', 60],
  ['committed', 'high', 45],
  ['won', 'high', 100],
  ['lost', 'low', 0],
  ['lapsed', 'low', 10],
] as const)('a renewal that is %s at %s risk has a chance of %i percent', (status, risk, percent) => {
  expect(probability({ status, risk })).toBe(percent)
})

test('the forecast counts the share of the expected amount in its own currency, never more than it', () => {
  const expected = { amount: '100.01', currency: 'CNY' }
  expect(weighted({ expected, status: 'quoted', risk: 'low' })).toEqual({ amount: '75.00', currency: 'CNY' })
  expect(weighted({ expected, status: 'won', risk: 'high' })).toEqual(expected)
  expect(weighted({ expected: { amount: '101', currency: 'JPY' }, status: 'upcoming', risk: 'low' })).toEqual({
    amount: '60',
    currency: 'JPY',
  })
  expect(weighted({ expected: null, status: 'won', risk: 'low' })).toBeNull()
})

test.each([
  [100, 90, false, 'low'],
  [100, 59, false, 'medium'],
  [100, 29, false, 'high'],
  [100, null, false, 'low'],
  [100, 90, true, 'high'],
] as const)('of %i seats %s in use, unpaid: %s begins at %s risk', (authorizedUsers, actualUsers, hasUnpaid, risk) => {
  expect(firstRisk({ authorizedUsers, actualUsers, hasUnpaid })).toBe(risk)
})

test.each([
  ['upcoming', 'low', 61, 'low'],
  ['upcoming', 'low', 60, 'medium'],
  ['contacted', 'low', 31, 'low'],
  ['contacted', 'low', 30, 'medium'],
  ['quoted', 'medium', 7, 'high'],
  ['committed', 'low', 3, 'low'],
  ['committed', 'low', -1, 'medium'],
  ['contacted', 'high', 90, 'high'],
  ['lost', 'low', 2, 'low'],
] as const)('%s at %s risk, %i days before the end, is at %s', (status, risk, days, now) => {
  expect(riskWith({ status, risk }, days)).toBe(now)
})
