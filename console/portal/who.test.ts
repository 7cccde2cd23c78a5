import { expect, test } from 'vitest'
import { outsiderOf } from './who.ts'

const holding = (keys: readonly string[], onlyRole: string | null = null) =>
  outsiderOf({ onlyRole, roles: keys.map(key => ({ key })) })

test('whoever holds a role of a partner or a customer and no other comes to the portal', () => {
  expect(holding(['partner'])).toEqual(['partner'])
  expect(holding(['customer', 'partner'])).toEqual(['partner', 'customer'])
})

test('the people of the organisation never do', () => {
  expect(holding(['salesRep'])).toEqual([])
  expect(holding(['salesRep', 'partner'])).toEqual([])
  expect(holding([])).toEqual([])
  // Narrowed to one role for a while, one must find the way back.
  expect(holding(['partner'], 'the role')).toEqual([])
})
