import { expect, test } from 'vitest'
import type { PriceList } from '../api.ts'
import { blankLine, bodyOf, faultsOf, pricedPlaces } from './draft.ts'

const money = { amount: '100.00', currency: 'CNY' }
const price = { edition: 'business', fromQuantity: 1, listPrice: money, price: money }
const list: PriceList = {
  discountPercent: '15.00',
  currency: 'CNY',
  data: [
    {
      ...{ id: 'p', name: 'Tenon', code: 'tenon' },
      policies: [{ id: 'y', name: 'Yearly', model: 'subscription', prices: [price] }],
    },
  ],
}

test('another line goes on for the same customer and time, but of another number', () => {
  const first = { ...blankLine(list), quantity: '25', termMonths: '36', endCustomer: 'Nordlicht GmbH' }
  const second = blankLine(list, first)
  expect(second).toMatchObject({ policy: 'y', edition: 'business', termMonths: '36', endCustomer: 'Nordlicht GmbH' })
  expect(second.quantity).toBe('')
  expect(second.key).not.toBe(first.key)
})

test('what is missing is named where it is missing', () => {
  const line = blankLine(list)
  expect(faultsOf({ lines: [], poNo: '', note: '' })).toHaveProperty('lines')
  expect(
    Object.keys(
      faultsOf({
        lines: [
          { ...line, endCustomer: 'A' },
          { ...line, quantity: '0' },
        ],
        poNo: '',
        note: '',
      }),
    ),
  ).toEqual(['lines.0.quantity', 'lines.1.quantity', 'lines.1.endCustomer'])
})

test('an order is sent as what was meant, and priced as far as it is known', () => {
  const line = { ...blankLine(list), quantity: ' 25 ', endCustomer: ' Nordlicht ' }
  const draft = { lines: [line, blankLine(list)], poNo: ' ', note: ' soon ' }
  expect(bodyOf(draft)).toMatchObject({
    poNo: null,
    note: 'soon',
    items: [{ quantity: 25, endCustomer: 'Nordlicht' }, {}],
  })
  expect(pricedPlaces(draft)).toEqual([0])
})
