import { expect, test } from 'vitest'
import { overages } from '../policy/policy.rules.ts'
import { type Code, codes } from './codes.ts'
import { type Asked, atMost, checkInDue, judge, type Known } from './validity.rules.ts'

const zone = 'Asia/Shanghai'
const now = Date.parse('2026-11-21T04:00:00Z')
const days = (count: number) => count * 86_400_000
const licence: Known = {
  status: 'inUse',
  startsOn: '2026-01-01',
  endsOn: '2027-12-31',
  graceDays: 14,
  strategy: 'restrict',
  overage: 'none',
  users: { actual: 10, allowed: 10 },
  machines: { actual: 3, allowed: 3 },
  workspaces: { actual: null, allowed: 1 },
  checkInDays: null,
  checkedInAt: null,
  lastSeenAt: now - days(1),
  product: 'aps',
  versions: [
    { name: '4.0', releasedOn: '2026-03-01' },
    { name: '4.1', releasedOn: '2026-11-15' },
  ],
  entitlements: ['reports'],
}
const ask = (changed: Partial<Known>, asked: Asked = {}) => judge({ ...licence, ...changed }, asked, { now, zone })

interface Row {
  readonly code: Code
  readonly valid: boolean
  readonly licence?: Partial<Known>
  readonly asked?: Asked
}
const over = { actual: 11, allowed: 10 }
const tooMany = { actual: 13, allowed: 10 }
const past = { endsOn: '2026-11-01' }
/** In the order in which they are looked at. */
const table: readonly Row[] = [
  { code: 'TERMINATED', valid: false, licence: { status: 'terminated' } },
  { code: 'SUPERSEDED', valid: false, licence: { status: 'superseded' } },
  { code: 'SUSPENDED', valid: false, licence: { status: 'suspended' } },
  { code: 'EXPIRED', valid: false, licence: { ...past, strategy: 'revoke' } },
  { code: 'CHECKIN_OVERDUE', valid: false, licence: { checkInDays: 7, checkedInAt: now - days(7) } },
  { code: 'PRODUCT_SCOPE_MISMATCH', valid: false, asked: { product: 'mes' } },
  { code: 'VERSION_SCOPE_MISMATCH', valid: false, asked: { version: '5.0' } },
  { code: 'FINGERPRINT_SCOPE_MISMATCH', valid: false, asked: { machine: null } },
  { code: 'HEARTBEAT_DEAD', valid: false, asked: { machine: { heartbeat: 'dead' } } },
  { code: 'ENTITLEMENTS_MISSING', valid: false, asked: { entitlements: ['reports', 'ai'] } },
  { code: 'TOO_MANY_USERS', valid: false, licence: { users: tooMany } },
  { code: 'TOO_MANY_MACHINES', valid: false, licence: { machines: tooMany } },
  { code: 'TOO_MANY_WORKSPACES', valid: false, licence: { workspaces: tooMany } },
  { code: 'NOT_STARTED', valid: false, licence: { startsOn: '2026-11-22' } },
  { code: 'EXPIRED', valid: false, licence: past },
  { code: 'OVERUSED', valid: true, licence: { users: over, overage: 'x1_25' } },
  { code: 'IN_GRACE', valid: true, licence: { endsOn: '2026-11-20' } },
  { code: 'EXPIRING', valid: true, licence: { endsOn: '2026-12-20' } },
  { code: 'INACTIVE', valid: true, licence: { lastSeenAt: now - days(91) } },
  { code: 'VALID', valid: true },
]

test.each(table)('$code, valid: $valid', ({ code, valid, licence: changed = {}, asked = {} }) => {
  expect(ask(changed, asked)).toMatchObject({ code, valid })
})

test('every code there is can be the answer', () => {
  const none = judge(null, {}, { now, zone })
  expect(none).toEqual({ valid: false, code: 'NOT_FOUND', expiresAt: null, graceUntil: null })
  expect(ask({ status: 'draft' })).toEqual(none)
  expect(new Set(['NOT_FOUND', ...table.map(({ code }) => code)])).toEqual(new Set(Object.keys(codes)))
})

test('of two reasons the earlier in the order is told, whichever two they are', () => {
  /** What cannot hold at once: both are said by the same word of the licence. */
  const clash = (one: Row, other: Row) => {
    const words = (row: Row) => [...Object.keys(row.licence ?? {}), ...Object.keys(row.asked ?? {})]
    return words(one).some(word => words(other).includes(word))
  }
  for (const [i, first] of table.entries())
    for (const second of table.slice(i + 1)) {
      if (clash(first, second)) continue
      const both = { ...first.licence, ...second.licence }
      expect(ask(both, { ...first.asked, ...second.asked }).code, `${first.code} and ${second.code}`).toBe(first.code)
    }
})

test('an overuse that is allowed does not outlive the licence', () => {
  expect(ask({ ...past, users: over, overage: 'always' })).toMatchObject({ valid: false, code: 'EXPIRED' })
  expect(ask({ endsOn: '2026-11-20', users: over, overage: 'x2' })).toMatchObject({ valid: true, code: 'OVERUSED' })
})

test('each overage lets through what it says, and not one more', () => {
  const most = Object.fromEntries(overages.map(overage => [overage, atMost(10, overage)]))
  expect(most).toEqual({ none: 10, x1_25: 12, x1_5: 15, x2: 20, always: Infinity })
  for (const overage of overages) {
    const code = (actual: number) => ask({ overage, users: { actual, allowed: 10 } }).code
    expect(code(10)).toBe('VALID')
    if (overage === 'always') expect(code(1_000_000)).toBe('OVERUSED')
    else
      expect([code(atMost(10, overage)), code(atMost(10, overage) + 1)]).toEqual([
        overage === 'none' ? 'VALID' : 'OVERUSED',
        'TOO_MANY_USERS',
      ])
  }
  expect([atMost(1, 'x1_25'), atMost(3, 'x1_5')]).toEqual([1, 4])
})

test('what was never reported, or is not limited, is no overuse', () => {
  expect(ask({ users: { actual: null, allowed: 1 }, machines: { actual: 9, allowed: null } }).code).toBe('VALID')
})

test('a perpetual licence has no end; one without grace ends with its last day', () => {
  expect(ask({ endsOn: null })).toMatchObject({ code: 'VALID', expiresAt: null, graceUntil: null })
  const without = ask({ endsOn: '2026-11-20', graceDays: 0 })
  expect(without.code).toBe('EXPIRED')
  expect(without.graceUntil).toBe(without.expiresAt)
})

test('where a licence goes on after its end, it keeps what was released by then', () => {
  expect(ask({ ...past, strategy: 'allow' }, { version: '4.1' })).toMatchObject({ valid: true, code: 'EXPIRED' })
  expect(ask({ ...past, strategy: 'maintain' }, { version: '4.0' })).toMatchObject({ valid: true, code: 'EXPIRED' })
  expect(ask({ ...past, strategy: 'maintain' }, { version: '4.1' }).code).toBe('VERSION_SCOPE_MISMATCH')
})

test('a product without a list of versions covers any', () => {
  expect(ask({ versions: [] }, { version: '9.9' }).code).toBe('VALID')
})

test('check-ins count from the first day until there is one', () => {
  const due = (checkedInAt: number | null) => checkInDue({ checkInDays: 7, checkedInAt, startsOn: '2026-11-14' }, zone)
  expect(due(null)).toBe(Date.parse('2026-11-20T16:00:00Z'))
  expect(due(now)).toBe(now + days(7))
  expect(ask({ checkInDays: 7, checkedInAt: now - days(7) + 1 }).code).toBe('VALID')
})

interface Boundary {
  readonly zone: string
  readonly endsOn: string
  readonly graceDays: number
  readonly expiresAt: string
  readonly graceUntil: string
}
/** The clocks of New York change on 1 November and 8 March; those of Cairo at midnight, so that 24 April begins at one. */
const boundaries: readonly Boundary[] = [
  {
    zone: 'Asia/Shanghai',
    endsOn: '2026-10-31',
    graceDays: 14,
    expiresAt: '2026-10-31T16:00:00Z',
    graceUntil: '2026-11-14T16:00:00Z',
  },
  {
    zone: 'America/New_York',
    endsOn: '2026-10-31',
    graceDays: 14,
    expiresAt: '2026-11-01T04:00:00Z',
    graceUntil: '2026-11-15T05:00:00Z',
  },
  {
    zone: 'America/New_York',
    endsOn: '2026-03-01',
    graceDays: 7,
    expiresAt: '2026-03-02T05:00:00Z',
    graceUntil: '2026-03-09T04:00:00Z',
  },
  {
    zone: 'Pacific/Kiritimati',
    endsOn: '2026-12-31',
    graceDays: 1,
    expiresAt: '2026-12-31T10:00:00Z',
    graceUntil: '2027-01-01T10:00:00Z',
  },
  {
    zone: 'Pacific/Pago_Pago',
    endsOn: '2026-12-31',
    graceDays: 1,
    expiresAt: '2027-01-01T11:00:00Z',
    graceUntil: '2027-01-02T11:00:00Z',
  },
  {
    zone: 'Africa/Cairo',
    endsOn: '2026-04-16',
    graceDays: 7,
    expiresAt: '2026-04-16T22:00:00Z',
    graceUntil: '2026-04-23T22:00:00Z',
  },
]

test.each(boundaries)('in $zone a licence to $endsOn ends, and its grace of $graceDays days, to the second', given => {
  const { zone, endsOn, graceDays } = given
  const expiresAt = Date.parse(given.expiresAt)
  const graceUntil = Date.parse(given.graceUntil)
  const at = (now: number) => judge({ ...licence, startsOn: '2025-01-01', endsOn, graceDays }, {}, { now, zone })
  expect(at(expiresAt)).toMatchObject({ expiresAt, graceUntil })
  const codesAt = [expiresAt - 1000, expiresAt, graceUntil - 1000, graceUntil].map(now => at(now).code)
  expect(codesAt).toEqual(['EXPIRING', 'IN_GRACE', 'IN_GRACE', 'EXPIRED'])
})
