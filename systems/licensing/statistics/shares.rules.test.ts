import { expect, test } from 'vitest'
import { addUp, resultsOf, shareOf } from './shares.rules.ts'

const cny = (amount: string) => ({ amount, currency: 'CNY' })
const eur = (amount: string) => ({ amount, currency: 'EUR' })

test('money keeps its currencies apart, in figures and in shares', () => {
  expect(resultsOf([cny('1.00'), eur('2.00')])).toEqual([
    { currency: 'CNY', value: '1.00' },
    { currency: 'EUR', value: '2.00' },
  ])
  expect(shareOf([cny('30.00')], [cny('40.00'), eur('5.00')])).toEqual([
    { currency: 'CNY', value: 75 },
    { currency: 'EUR', value: 0 },
  ])
  expect(addUp([cny('1.10'), eur('1.00'), cny('2.20')])).toEqual(
    new Map([
      ['CNY', 330n],
      ['EUR', 100n],
    ]),
  )
})

test('a share of nothing is no figure, not zero', () => {
  expect(shareOf(0, 0)).toEqual([])
  expect(shareOf([], [])).toEqual([])
  expect(shareOf(1, 3)).toEqual([{ currency: null, value: 33.3 }])
  expect(resultsOf(null)).toEqual([])
})
