import { addDays, daysBetween } from '@tenon/kernel/fields/date/day.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expirySign, ladders, useSign } from './ladder.rules.ts'

const yearly = { endsOn: '2026-12-31', graceDays: 14, termFrom: '2026-01-01' }
const rungOn = (today: string, licence: Partial<typeof yearly> = {}) =>
  expirySign({ ...yearly, ...licence }, today)?.key.split('/')[2]

test.each([
  ['2026-08-31', undefined],
  ['2026-09-02', '120'],
  ['2026-10-01', '120'],
  ['2026-10-02', '90'],
  ['2026-11-01', '60'],
  ['2026-11-30', '60'],
  ['2026-12-01', '30'],
  ['2026-12-23', '30'],
  ['2026-12-24', '7'],
  ['2026-12-30', '7'],
  ['2026-12-31', '0'],
  ['2027-01-01', 'grace'],
  ['2027-01-14', 'grace'],
  ['2027-01-15', 'expired'],
])('on %s a licence that ends on 2026-12-31 stands on the rung %s', (today, rung) => {
  expect(rungOn(today)).toBe(rung)
})

test('a short term is announced only by rungs shorter than itself, one without grace expires the next day', () => {
  const month = { termFrom: '2026-12-02' }
  expect([rungOn('2026-12-02', month), rungOn('2026-12-24', month)]).toEqual([undefined, '7'])
  expect(rungOn('2026-12-31', { termFrom: '2026-12-31' })).toBe('0')
  expect(rungOn('2027-01-01', { graceDays: 0 })).toBe('expired')
  expect(expirySign({ ...yearly, endsOn: null }, '2026-12-31')).toBeUndefined()
})

test('what expired long ago is no news', () => {
  expect(expirySign(yearly, '2027-03-15')).toMatchObject({ kind: 'expired', isStale: false })
  expect(expirySign(yearly, '2027-03-16')).toMatchObject({ kind: 'expired', isStale: true })
})

test('as days pass a licence only ever climbs, whatever its term and grace', () => {
  const day = fc.integer({ min: 0, max: 900 }).map(n => addDays('2026-01-01', n))
  const licence = fc.record({ from: day, length: fc.integer({ min: 0, max: 900 }), graceDays: fc.nat(60) })
  fc.assert(
    fc.property(
      licence,
      fc.integer({ min: 0, max: 1000 }),
      fc.nat(200),
      ({ from, length, graceDays }, start, later) => {
        const expiry = { termFrom: from, endsOn: addDays(from, length), graceDays }
        const depth = (n: number) =>
          ladders.expiry?.indexOf(expirySign(expiry, addDays(from, n))?.key.split('/')[2] ?? '')
        expect(depth(start + later)).toBeGreaterThanOrEqual(depth(start) ?? -1)
        const left = daysBetween(addDays(from, start), expiry.endsOn)
        expect(left < 0).toBe(['grace', 'expired'].includes(ladders.expiry?.[depth(start) ?? -1] ?? ''))
      },
    ),
  )
})

const seats = { authorizedUsers: 1000, authorizedWorkspaces: 4, actualUsers: 0, actualWorkspaces: 0, termSeq: 3 }
test.each([
  [799, 0, 'none', undefined],
  [800, 0, 'none', 'use/3/80'],
  [999, 3, 'none', 'use/3/80'],
  [1000, 0, 'none', 'use/3/100'],
  [1001, 0, 'none', 'use/3/cap'],
  [0, 4, 'none', 'use/3/100'],
  [0, 5, 'x1_25', 'use/3/100'],
  [1251, 0, 'x1_25', 'use/3/cap'],
  [1500, 0, 'x1_5', 'use/3/100'],
  [2001, 0, 'x2', 'use/3/cap'],
  [99_999, 0, 'always', 'use/3/100'],
  [1001, 0, null, 'use/3/cap'],
] as const)('%i of 1000 users and %i of 4 workspaces under the overage %s give %s', (users, spaces, overage, key) => {
  const usage = { ...seats, actualUsers: users, actualWorkspaces: spaces, overage }
  expect(useSign(usage)?.key).toBe(key)
})
