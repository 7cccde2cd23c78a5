import { addDays, addMonths, dayOfMonth, daysBetween } from '@tenon/kernel/fields/date/day.ts'
import type { RenewalBasis } from '../policy/policy.rules.ts'

/** What is true of a licence. Days are calendar days of the tenant; `endsOn` is the last day the licence is valid. */

export interface Term {
  readonly from: string
  readonly to: string
}

/** The day of the month on which terms begin: that of the licence as long as its terms follow on one another. */
function anchorOf(startsOn: string, from: string): number {
  const anchor = dayOfMonth(startsOn)
  return addMonths(from, 0, anchor) === from ? anchor : dayOfMonth(from)
}

/**
 * The term of a renewal. It begins the day after the last one ended, however late the customer renews, unless a later
 * day is agreed; it ends the day before the same day some months on. A licence that began on a 31st comes back to it
 * after each short month, so renewing month by month and renewing at once end on the same day.
 */
export function renewalTerm(
  licence: { startsOn: string; endsOn: string },
  months: number,
  agreed?: string | null,
): Term {
  const from = agreed ?? addDays(licence.endsOn, 1)
  return { from, to: addDays(addMonths(from, months, anchorOf(licence.startsOn, from)), -1) }
}

/** The day a renewal counts from by its policy; undefined for the day after the last one. */
export function renewalStart(basis: RenewalBasis, { endsOn }: { endsOn: string }, today: string): string | undefined {
  if (basis === 'fromNow') return today
  return basis === 'fromNowIfExpired' && endsOn < today ? today : undefined
}

interface Order {
  readonly amount: { readonly amount: string; readonly currency: string }
  readonly orderNo?: string | null
  readonly contractNo?: string | null
}
/** Whether two orders of one day are the same one, sent twice: same sum under the same numbers. */
export const isSameOrder = (one: Order, other: Order): boolean =>
  one.amount.amount === other.amount.amount &&
  one.amount.currency === other.amount.currency &&
  (one.orderNo ?? null) === (other.orderNo ?? null) &&
  (one.contractNo ?? null) === (other.contractNo ?? null)

/** Days left of the licence: 0 on its last day, negative after it, null when it never ends. */
export const daysLeft = ({ endsOn }: { endsOn: string | null }, today: string): number | null =>
  endsOn === null ? null : daysBetween(today, endsOn)

/** The last day of grace: still usable, but no longer paid for. */
export const graceEndsOn = ({ endsOn, graceDays }: { endsOn: string; graceDays: number }): string =>
  addDays(endsOn, graceDays)

/** What a running licence has become by a day: still running, in grace, or expired. */
export function lapse(
  licence: { endsOn: string | null; graceDays: number },
  today: string,
): 'running' | 'grace' | 'expired' {
  const { endsOn, graceDays } = licence
  if (endsOn === null || today <= endsOn) return 'running'
  return today <= graceEndsOn({ endsOn, graceDays }) ? 'grace' : 'expired'
}

/** Where a licence stands when its term runs: as far as it had come before. */
export function runningState(licence: {
  firstUsedOn: string | null
  deployedOn: string | null
}): 'inUse' | 'deployed' | 'issued' {
  if (licence.firstUsedOn) return 'inUse'
  return licence.deployedOn ? 'deployed' : 'issued'
}

export interface Usage {
  readonly authorizedUsers: number
  readonly authorizedWorkspaces: number
  readonly actualUsers: number | null
  readonly actualWorkspaces: number | null
}

/** By how much use exceeds the right to use, in percent rounded up. */
const excess = (actual: number | null, authorized: number) =>
  Math.max(0, Math.ceil((((actual ?? 0) - authorized) * 100) / authorized))

/**
 * Overuse in percent: the worse of users and workspaces. 0 is within the licence, 25 is a quarter too many; anything
 * above the limit counts, be it one user in a thousand. Null until use is reported.
 */
export function overuse(usage: Usage): number | null {
  if (usage.actualUsers === null && usage.actualWorkspaces === null) return null
  return Math.max(
    excess(usage.actualUsers, usage.authorizedUsers),
    excess(usage.actualWorkspaces, usage.authorizedWorkspaces),
  )
}

/** Editions from the smallest to the largest. */
export const editions = ['team', 'business', 'enterprise'] as const
export type Edition = (typeof editions)[number]
export const isHigher = (edition: Edition, than: Edition) => editions.indexOf(edition) > editions.indexOf(than)
