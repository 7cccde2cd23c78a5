import { addDays, addMonths, daysBetween } from '@tenon/kernel/fields/date/day.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysLeft, graceEndsOn, lapse, overuse, renewalStart, renewalTerm, runningState } from './license.rules.ts'

const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))
const months = fc.integer({ min: 1, max: 60 })

/** A licence whose first term is a whole number of months. */
const licence = fc
  .tuple(day, months)
  .map(([startsOn, length]) => ({ startsOn, endsOn: addDays(addMonths(startsOn, length), -1) }))

test('a renewal begins the day after the last term and loses no day', () => {
  fc.assert(
    fc.property(licence, months, (current, length) => {
      const term = renewalTerm(current, length)
      expect(daysBetween(current.endsOn, term.from)).toBe(1)
      expect(term.to > current.endsOn).toBe(true)
    }),
  )
})

test('renewing twice ends on the same day as renewing once for both terms', () => {
  fc.assert(
    fc.property(licence, months, months, (current, first, second) => {
      const between = { ...current, endsOn: renewalTerm(current, first).to }
      expect(renewalTerm(between, second).to).toBe(renewalTerm(current, first + second).to)
    }),
  )
})

test('a licence that began on a month’s last day comes back to it after February', () => {
  const begun = { startsOn: '2026-01-31', endsOn: '2026-02-27' }
  expect(renewalTerm(begun, 1)).toEqual({ from: '2026-02-28', to: '2026-03-30' })
  expect(renewalTerm({ ...begun, endsOn: '2026-03-30' }, 11)).toEqual({ from: '2026-03-31', to: '2027-02-27' })
  expect(renewalTerm({ startsOn: '2024-02-29', endsOn: '2027-02-27' }, 12)).toEqual({
    from: '2027-02-28',
    to: '2028-02-28',
  })
})

test('a renewal is counted from the expiry, unless a later day is agreed', () => {
  const lapsed = { startsOn: '2025-01-01', endsOn: '2025-12-31' }
  expect(renewalTerm(lapsed, 12)).toEqual({ from: '2026-01-01', to: '2026-12-31' })
  expect(renewalTerm(lapsed, 12, '2026-03-15')).toEqual({ from: '2026-03-15', to: '2027-03-14' })
})

test('the last day is valid, grace lasts exactly its days, and then it is expired', () => {
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: 0, max: 365 }),
      fc.integer({ min: -400, max: 800 }),
      (endsOn, graceDays, offset) => {
        const today = addDays(endsOn, offset)
        const expected = offset <= 0 ? 'running' : offset <= graceDays ? 'grace' : 'expired'
        expect(lapse({ endsOn, graceDays }, today)).toBe(expected)
        expect(daysLeft({ endsOn }, today)).toBe(0 - offset)
        expect(lapse({ endsOn, graceDays }, addDays(graceEndsOn({ endsOn, graceDays }), 1))).toBe('expired')
      },
    ),
  )
})

test('what never ends never lapses', () => {
  expect(lapse({ endsOn: null, graceDays: 14 }, '2999-12-31')).toBe('running')
  expect(daysLeft({ endsOn: null }, '2999-12-31')).toBeNull()
})

test('overuse is 0 within the licence, above 0 beyond it, and grows with use', () => {
  const count = fc.integer({ min: 0, max: 100_000 })
  const limit = fc.integer({ min: 1, max: 100_000 })
  fc.assert(
    fc.property(limit, limit, count, count, (authorizedUsers, authorizedWorkspaces, actualUsers, actualWorkspaces) => {
      const usage = { authorizedUsers, authorizedWorkspaces, actualUsers, actualWorkspaces }
      const percent = overuse(usage) as number
      const within = actualUsers <= authorizedUsers && actualWorkspaces <= authorizedWorkspaces
      expect(percent === 0).toBe(within)
      expect(overuse({ ...usage, actualUsers: actualUsers + 1 }) as number).toBeGreaterThanOrEqual(percent)
    }),
  )
})

test('overuse is the worse of users and workspaces, rounded up, and unknown before the first report', () => {
  const limits = { authorizedUsers: 1000, authorizedWorkspaces: 4 }
  expect(overuse({ ...limits, actualUsers: 1001, actualWorkspaces: 4 })).toBe(1)
  expect(overuse({ ...limits, actualUsers: 1001, actualWorkspaces: 5 })).toBe(25)
  expect(overuse({ ...limits, actualUsers: 900, actualWorkspaces: null })).toBe(0)
  expect(overuse({ ...limits, actualUsers: null, actualWorkspaces: null })).toBeNull()
})

test('a renewed licence stands where it had come before it lapsed', () => {
  expect(runningState({ firstUsedOn: '2026-01-05', deployedOn: '2026-01-02' })).toBe('inUse')
  expect(runningState({ firstUsedOn: null, deployedOn: '2026-01-02' })).toBe('deployed')
  expect(runningState({ firstUsedOn: null, deployedOn: null })).toBe('issued')
})

test('a policy says whether a renewal counts from the last day, from now, or from now once it has lapsed', () => {
  const [running, lapsed] = [{ endsOn: '2026-12-31' }, { endsOn: '2026-10-31' }]
  const start = (basis: Parameters<typeof renewalStart>[0], licence: typeof running) =>
    renewalStart(basis, licence, '2026-11-21')
  expect([start('fromExpiry', running), start('fromExpiry', lapsed)]).toEqual([undefined, undefined])
  expect([start('fromNow', running), start('fromNow', lapsed)]).toEqual(['2026-11-21', '2026-11-21'])
  expect([start('fromNowIfExpired', running), start('fromNowIfExpired', lapsed)]).toEqual([undefined, '2026-11-21'])
})
