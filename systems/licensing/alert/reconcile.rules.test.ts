import { addDays } from '@tenon/kernel/fields/date/day.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reconcile, type Standing, type Steps } from './reconcile.rules.ts'
import { type Facts, signsOf } from './signs.rules.ts'

const facts: Facts = {
  ...{ status: 'inUse', activationMode: 'online', overage: 'x1_25', termSeq: 1, checkInDays: 40, checkedInOn: null },
  ...{ startsOn: '2026-01-01', endsOn: '2026-12-31', termFrom: '2026-01-01', graceDays: 10 },
  ...{ authorizedUsers: 100, authorizedWorkspaces: 4, actualUsers: 50, actualWorkspaces: 1 },
  ...{ usageReportedOn: null, firstUsedOn: '2026-01-05', unpaid: [], silent: [], cloned: [], broken: [] },
}

/** What the database holds after these steps. */
function after(standing: readonly Standing[], { open, reopen, wake, settle }: Steps): Standing[] {
  const settled = new Map(settle.map(({ id, resolution }) => [id, resolution]))
  const woken = new Set([...reopen, ...wake.map(({ id }) => id)])
  const kept = standing.map((alert): Standing => {
    const resolution = settled.get(alert.id)
    if (resolution) return { ...alert, status: 'resolved', resolution, mutedUntil: null }
    return woken.has(alert.id) ? { ...alert, status: 'open', resolution: null, mutedUntil: null } : alert
  })
  const fresh = open.map(
    ({ key, assignee }, i): Standing => ({
      ...{ id: `${standing.length + i}`, key, status: 'open', resolution: null, mutedUntil: null, assignee },
    }),
  )
  return [...kept, ...fresh]
}

const moment = fc.record({
  day: fc.integer({ min: 0, max: 500 }).map(n => addDays('2026-01-01', n)),
  actualUsers: fc.integer({ min: 0, max: 160 }),
  status: fc.constantFrom('inUse', 'suspended', 'grace', 'expired'),
  endsOn: fc.constantFrom('2026-12-31', '2027-12-31'),
  act: fc.constantFrom('none', 'mute', 'resolve', 'acknowledge'),
})

/** What a person does to whatever is open. */
function act(standing: readonly Standing[], what: string, day: string): Standing[] {
  return standing.map(alert => {
    if (alert.status === 'resolved' || what === 'none') return alert
    if (what === 'mute') return { ...alert, status: 'muted', mutedUntil: addDays(day, 5) }
    if (what === 'resolve') return { ...alert, status: 'resolved', resolution: 'byHand', mutedUntil: null }
    return { ...alert, status: 'acknowledged', mutedUntil: null }
  })
}

test('whatever happens in whatever order of days, judging again changes nothing, and no rung is opened twice in a term', () => {
  fc.assert(
    fc.property(fc.array(moment, { maxLength: 25 }), moments => {
      let standing: Standing[] = []
      for (const { day, act: done, ...now } of moments) {
        const due = signsOf({ ...facts, ...now }, day)
        standing = after(standing, reconcile(due, standing, day))
        expect(reconcile(due, standing, day)).toEqual({ open: [], reopen: [], wake: [], settle: [] })
        standing = act(standing, done, day)
      }
      const keys = standing.map(({ key }) => key)
      expect(new Set(keys).size).toBe(keys.length)
    }),
    { numRuns: 500 },
  )
})

const days = (standing: Standing[], day: string, actualUsers = 50) =>
  after(
    standing,
    reconcile(signsOf({ ...facts, actualUsers, checkInDays: null, usageReportedOn: day }, day), standing, day),
  )
const shown = (standing: readonly Standing[]) =>
  standing.map(({ key, status, resolution }) => [key, status, resolution].join(' '))

test('who took on a rung goes on with the next one; closed by hand a rung stays closed', () => {
  const first = days([], '2026-11-10').map(alert => ({ ...alert, status: 'acknowledged' as const, assignee: 'lin' }))
  const second = days(first, '2026-12-05')
  expect(second.at(-1)).toMatchObject({ key: 'expiry/2026-12-31/30', status: 'open', assignee: 'lin' })
  const closed = second.map((alert): Standing => ({ ...alert, status: 'resolved', resolution: 'byHand' }))
  expect(days(closed, '2026-12-06')).toEqual(closed)
  expect(days(closed, '2026-12-26').at(-1)?.key).toBe('expiry/2026-12-31/7')
})

test('use that falls and rises again within a term is shown again without being news', () => {
  const over = days(days([], '2026-03-01', 85), '2026-03-02', 130)
  expect(shown(over)).toEqual(['use/1/80 resolved superseded', 'use/1/cap open '])
  const back = days(over, '2026-03-03', 90)
  expect(shown(back)).toEqual(['use/1/80 open ', 'use/1/cap resolved causeGone'])
  expect(shown(days(back, '2026-03-04', 131))).toEqual(['use/1/80 resolved superseded', 'use/1/cap open '])
})
