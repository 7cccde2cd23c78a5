import { expect, test } from 'vitest'
import type { Notice } from '../../app/inbox.ts'
import { addressOf, byDay, heldWith } from './notices.ts'

const notice = (id: string, at: string, readAt: string | null = null): Notice => ({
  id,
  at,
  readAt,
  kind: 'mentioned',
  text: id,
  actor: null,
  link: null,
  archivedAt: null,
})

test('what was just read stays in its place among the unread', () => {
  const before = { pages: [{ data: [notice('b', '2', 'now'), notice('a', '1')], unread: 1 }] }
  const fresh = [notice('c', '3'), notice('a', '1')]
  expect(heldWith(fresh, before).map(({ id }) => id)).toEqual(['c', 'b', 'a'])
  expect(heldWith(fresh, undefined)).toEqual(fresh)
})

test('notices are headed by their day, and lead to a record or a page', () => {
  const days = byDay([notice('c', '2026-11-02T09'), notice('b', '2026-11-02T08'), notice('a', '2026-11-01T08')], at =>
    at.slice(0, 10),
  )
  expect(days.map(({ day, notices }) => [day, notices.length])).toEqual([
    ['2026-11-02', 2],
    ['2026-11-01', 1],
  ])
  expect(addressOf({ ...notice('a', '1'), link: { collection: 'licenses', id: '7' } })).toBe('/licenses/7')
  expect(addressOf({ ...notice('a', '1'), link: { path: '/account' } })).toBe('/account')
  expect(addressOf(notice('a', '1'))).toBeUndefined()
})
