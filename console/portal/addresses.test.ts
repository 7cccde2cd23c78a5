import { expect, test } from 'vitest'
import { placeAt } from './addresses.ts'

const partner = ['partner'] as const
const customer = ['customer'] as const

test('each page has an address of its own', () => {
  expect(placeAt('/portal', partner)).toEqual({ page: 'overview' })
  expect(placeAt('/portal/orders/new', partner)).toEqual({ page: 'newOrder' })
  expect(placeAt('/portal/orders/o1', partner)).toEqual({ page: 'order', id: 'o1' })
  expect(placeAt('/portal/orders/o1/edit', partner)).toEqual({ page: 'editOrder', id: 'o1' })
  expect(placeAt('/portal/own/l1', customer)).toEqual({ page: 'ownLicense', id: 'l1' })
})

test('a link to a record leads to it in the portal, any other address to where one begins', () => {
  expect(placeAt('/partner_orders/o1', partner)).toEqual({ goTo: '/portal/orders/o1' })
  expect(placeAt('/licenses/l1', customer)).toEqual({ goTo: '/portal/own/l1' })
  expect(placeAt('/licenses/l1', partner)).toEqual({ goTo: '/portal/licenses' })
  expect(placeAt('/settings', partner)).toEqual({ goTo: '/portal' })
  expect(placeAt('/', customer)).toEqual({ goTo: '/portal/own' })
  expect(placeAt('/portal', customer)).toEqual({ goTo: '/portal/own' })
})

test('a customer has no pages of partners, and a partner none of customers', () => {
  expect(placeAt('/portal/orders', customer)).toEqual({ page: 'nowhere' })
  expect(placeAt('/portal/own', partner)).toEqual({ page: 'nowhere' })
})
