import { addDays } from '@tenon/kernel/fields/date/day.ts'
import { dayStart } from '@tenon/kernel/fields/date/zone.ts'
import type { ExpirationStrategy, Overage } from '../policy/policy.rules.ts'
import type { Code } from './codes.ts'

/** Whether a licence is valid, and why not. Everything here follows from what is given: no clock, no database. */

/** So many of so many; null where nothing was reported, or nothing limits it. */
export interface Count {
  readonly actual: number | null
  readonly allowed: number | null
}
export type Heartbeat = 'notStarted' | 'alive' | 'dead'

/** What is known of a licence at the moment it is asked about. Instants are in milliseconds. */
export interface Known {
  /** The state on record: it decides about suspension and ends by decision, never about days. */
  readonly status: string
  readonly startsOn: string
  /** The last valid day; null for a licence that never ends. */
  readonly endsOn: string | null
  readonly graceDays: number
  readonly strategy: ExpirationStrategy
  readonly overage: Overage
  readonly users: Count
  readonly machines: Count
  readonly workspaces: Count
  /** How often it must check in; null when it need not. */
  readonly checkInDays: number | null
  readonly checkedInAt: number | null
  readonly lastSeenAt: number | null
  readonly product: string | null
  /** Released versions; any is accepted where none is listed. */
  readonly versions: readonly { readonly name: string; readonly releasedOn: string | null }[]
  /** Codes of what it opens today. */
  readonly entitlements: readonly string[]
}
/** What the check is narrowed to; what is left out is not looked at. */
export interface Asked {
  readonly product?: string | undefined
  readonly version?: string | undefined
  /** The activation of the machine that asks, as far as there is one. */
  readonly machine?: { readonly heartbeat: Heartbeat } | null | undefined
  readonly entitlements?: readonly string[] | undefined
}
export interface Moment {
  /** Milliseconds. */
  readonly now: number
  /** The organisation's time zone, in which its days begin. */
  readonly zone: string
}
export interface Judgement {
  readonly valid: boolean
  readonly code: Code
  /** The first instant after the last day; null for a licence that never ends. */
  readonly expiresAt: number | null
  /** The first instant after the grace; null without an end. */
  readonly graceUntil: number | null
}

const day = 86_400_000
/** Within so many days of its end a licence is told to be expiring. */
export const expiringDays = 30
/** Silent for so many days, a licence is told to be inactive. */
export const silentDays = 90

const percent: Readonly<Record<Overage, number>> = { none: 100, x1_25: 125, x1_5: 150, x2: 200, always: Infinity }

/** How many still validate under an overage: a quarter more than 10 is 12. */
export const atMost = (allowed: number, overage: Overage): number =>
  overage === 'always' ? Infinity : Math.floor((allowed * percent[overage]) / 100)

const exceeds = ({ actual, allowed }: Count, overage: Overage): boolean =>
  actual !== null && allowed !== null && actual > atMost(allowed, overage)

/** When the licence ends and when its grace does: the instants at which the following days begin. */
export function endsOf(licence: Pick<Known, 'endsOn' | 'graceDays'>, zone: string) {
  const { endsOn, graceDays } = licence
  if (endsOn === null) return { expiresAt: null, graceUntil: null }
  const expiresAt = dayStart(zone, addDays(endsOn, 1))
  return { expiresAt, graceUntil: graceDays > 0 ? dayStart(zone, addDays(endsOn, graceDays + 1)) : expiresAt }
}

/** By when the next check-in is due; null when none is asked for. Counted from the first day until there is one. */
export function checkInDue(
  { checkInDays, checkedInAt, startsOn }: Pick<Known, 'checkInDays' | 'checkedInAt' | 'startsOn'>,
  zone: string,
): number | null {
  return checkInDays === null ? null : (checkedInAt ?? dayStart(zone, startsOn)) + checkInDays * day
}

interface Case extends Known {
  readonly asked: Asked
  readonly now: number
  readonly isStarted: boolean
  readonly isPastEnd: boolean
  readonly isExpired: boolean
  readonly expiresAt: number | null
  readonly checkInDue: number | null
}

/** A version that came after the last day is not part of what an ended licence keeps. */
function coversVersion({ asked, versions, isPastEnd, strategy, endsOn }: Case): boolean {
  if (asked.version === undefined || versions.length === 0) return true
  const version = versions.find(({ name }) => name === asked.version)
  if (!version) return false
  return !(isPastEnd && strategy === 'maintain' && String(version.releasedOn ?? '') > String(endsOn))
}

const goesOn = ({ strategy }: Case) => strategy === 'maintain' || strategy === 'allow'
const counts = ({ users, machines, workspaces }: Known) => [users, machines, workspaces]
type Verdict = readonly [code: Code, holds: (given: Case) => boolean, valid?: boolean | ((given: Case) => boolean)]

/**
 * The first that holds is the answer. What was decided about a licence comes before what follows from its days, what ends
 * it before what merely warns; an overuse that is allowed never outlives the licence.
 */
const verdicts: readonly Verdict[] = [
  ['TERMINATED', ({ status }) => status === 'terminated'],
  ['SUPERSEDED', ({ status }) => status === 'superseded'],
  ['SUSPENDED', ({ status }) => status === 'suspended'],
  ['EXPIRED', ({ isExpired, strategy }) => isExpired && strategy === 'revoke'],
  ['CHECKIN_OVERDUE', ({ checkInDue, now }) => checkInDue !== null && now >= checkInDue],
  ['PRODUCT_SCOPE_MISMATCH', ({ asked, product }) => asked.product !== undefined && asked.product !== product],
  ['VERSION_SCOPE_MISMATCH', given => !coversVersion(given)],
  ['FINGERPRINT_SCOPE_MISMATCH', ({ asked }) => asked.machine === null],
  ['HEARTBEAT_DEAD', ({ asked }) => asked.machine?.heartbeat === 'dead'],
  [
    'ENTITLEMENTS_MISSING',
    ({ asked, entitlements }) => (asked.entitlements ?? []).some(code => !entitlements.includes(code)),
  ],
  ['TOO_MANY_USERS', ({ users, overage }) => exceeds(users, overage)],
  ['TOO_MANY_MACHINES', ({ machines, overage }) => exceeds(machines, overage)],
  ['TOO_MANY_WORKSPACES', ({ workspaces, overage }) => exceeds(workspaces, overage)],
  ['NOT_STARTED', ({ isStarted }) => !isStarted],
  ['EXPIRED', ({ isExpired }) => isExpired, goesOn],
  ['OVERUSED', given => counts(given).some(count => exceeds(count, 'none')), true],
  ['IN_GRACE', ({ isPastEnd }) => isPastEnd, true],
  ['EXPIRING', ({ expiresAt, now }) => expiresAt !== null && expiresAt - now <= expiringDays * day, true],
  ['INACTIVE', ({ lastSeenAt, now }) => lastSeenAt !== null && now - lastSeenAt > silentDays * day, true],
  ['VALID', () => true, true],
]

const none: Judgement = { valid: false, code: 'NOT_FOUND', expiresAt: null, graceUntil: null }

/** Whether the licence is valid for what is asked at this moment; null for a licence there is none of. */
export function judge(licence: Known | null, asked: Asked, { now, zone }: Moment): Judgement {
  if (!licence || licence.status === 'draft') return none
  const { expiresAt, graceUntil } = endsOf(licence, zone)
  const given: Case = {
    ...licence,
    asked,
    now,
    isStarted: now >= dayStart(zone, licence.startsOn),
    isPastEnd: expiresAt !== null && now >= expiresAt,
    isExpired: graceUntil !== null && now >= graceUntil,
    expiresAt,
    checkInDue: checkInDue(licence, zone),
  }
  const [code, , valid = false] = verdicts.find(([, holds]) => holds(given)) as Verdict
  return { valid: typeof valid === 'boolean' ? valid : valid(given), code, expiresAt, graceUntil }
}
