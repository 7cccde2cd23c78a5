import { addDays } from '@tenon/kernel/fields/date/day.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { excessOf, heldUntil, latestUse, ranByTerm, type Term, termOn, trueUpAmount } from './reconciliation.rules.ts'

const term = (seq: number, from: string, to: string | null, authorizedUsers = 10, authorizedWorkspaces = 2): Term => ({
  ...{ id: `t${seq}`, seq, from, to, authorizedUsers, authorizedWorkspaces },
})
const year = term(1, '2026-01-01', '2026-12-31')
const cny = (amount: string) => ({ amount, currency: 'CNY' })
const users = (day: string, value: number) => ({ day, metric: 'users', value })

test('on a day the latest term that covers it holds', () => {
  const expanded = term(2, '2026-07-01', '2026-12-31', 20)
  const terms = [expanded, year]
  expect(termOn(terms, '2026-06-30')).toBe(year)
  expect(termOn(terms, '2026-07-01')).toBe(expanded)
  expect(termOn(terms, '2027-01-01')).toBeUndefined()
  expect(termOn([term(1, '2026-01-01', null)], '2099-01-01')?.seq).toBe(1)
})

test('what ran is the most on any one day, by the first such day; what lies in no term is nobody’s', () => {
  const ran = ranByTerm([year], [users('2026-03-01', 12), users('2026-02-01', 12), users('2027-01-01', 99)])
  expect(ran.get('t1')).toEqual({ users: { value: 12, on: '2026-02-01' }, workspaces: null, exceededOn: '2026-02-01' })
  expect(ranByTerm([year], [{ day: '2026-02-01', metric: 'cpu', value: 9 }]).size).toBe(0)
})

test('whatever is reported, in whatever order, nothing beyond the highest day is exceeded', () => {
  const uses = fc.array(
    fc.tuple(fc.nat(364), fc.nat(30)).map(([day, value]) => users(addDays('2026-01-01', day), value)),
  )
  fc.assert(
    fc.property(uses, fc.nat(), (given, seed) => {
      const ran = ranByTerm([year], given).get('t1')
      const highest = Math.max(0, ...given.map(({ value }) => value))
      expect(ran?.users?.value ?? 0).toBe(highest)
      expect(excessOf(year, ran ?? { users: null, workspaces: null, exceededOn: null }).users).toBe(
        Math.max(0, highest - 10),
      )
      const turned = given.map((_, i) => given[(i + seed) % given.length] as (typeof given)[number])
      expect(ranByTerm([year], turned)).toEqual(ranByTerm([year], given))
    }),
  )
})

test('a term holds until a later one takes its place', () => {
  const expanded = term(2, '2026-07-01', '2026-12-31', 20)
  const renewed = term(3, '2027-01-01', '2027-12-31')
  expect(heldUntil([year, renewed], year)).toBe('2026-12-31')
  expect(heldUntil([renewed, expanded, year], year)).toBe('2026-06-30')
  expect(heldUntil([year, expanded], expanded)).toBe('2026-12-31')
  const forEver = term(1, '2026-01-01', null)
  expect(heldUntil([forEver], forEver)).toBeNull()
  expect(heldUntil([forEver, term(2, '2026-03-01', null)], forEver)).toBe('2026-02-28')
})

test('a true-up costs the price of a seat from the first day beyond to the last day of the term', () => {
  const price = { amount: cny('3650.00'), users: 10, from: '2026-01-01', to: '2026-12-31' }
  const cost = (users: number, workspaces: number, since: string, more: object = {}, until = '2026-12-31') =>
    trueUpAmount(year, { users, workspaces }, { since, until }, { ...price, ...more })
  expect(cost(1, 0, '2026-01-01')).toEqual(cny('365.00'))
  expect(cost(2, 0, '2026-12-31')).toEqual(cny('2.00'))
  expect(cost(1, 0, '2026-01-01', {}, '2026-01-31')).toEqual(cny('31.00'))
  expect(cost(1, 1, '2026-01-01')).toEqual(cny('1825.00'))
  expect(cost(1, 0, '2026-01-01', { to: null })).toEqual(cny('365.00'))
  expect(cost(1, 0, '2026-01-01', { amount: cny('100.00'), users: 3 })).toEqual(cny('33.33'))
})

test('in use is what all places told last together, unless something was told of the whole since', () => {
  const word = (value: number, place: string | null, at: string) => ({ metric: 'users', value, place, at })
  const places = [word(3, 'a', '2026-01-02'), word(4, 'b', '2026-01-05')]
  expect(latestUse(places, 'users')).toBe(7)
  expect(latestUse([...places, word(9, null, '2026-01-04')], 'users')).toBe(7)
  expect(latestUse([...places, word(9, null, '2026-01-06')], 'users')).toBe(9)
  expect(latestUse([word(9, null, '2026-01-06')], 'users')).toBe(9)
  expect(latestUse(places, 'workspaces')).toBeNull()
})
