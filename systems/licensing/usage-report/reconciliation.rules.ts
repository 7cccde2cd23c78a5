import { addDays, daysBetween } from '@tenon/kernel/fields/date/day.ts'
import { fromMinorUnits, type Money, toMinorUnits } from '@tenon/kernel/fields/money/money.ts'

/** Held against each other: what ran and what was paid for. */

export interface Term {
  readonly id: string
  readonly seq: number
  readonly from: string
  readonly to: string | null
  readonly authorizedUsers: number
  readonly authorizedWorkspaces: number
}
/** The most of one thing in use on one day. */
export interface DayUse {
  readonly day: string
  readonly metric: string
  readonly value: number
}
export interface Peak {
  readonly value: number
  /** The first day on which so much was in use. */
  readonly on: string
}
/** What ran in a term. Null where nothing was reported. */
export interface Ran {
  readonly users: Peak | null
  readonly workspaces: Peak | null
  /** The first day on which more ran than was paid for. */
  readonly exceededOn: string | null
}

/** The latest that was told of one thing. `place` is null for what was told of the whole licence. */
export interface Word {
  readonly metric: string
  readonly value: number
  readonly place: string | null
  readonly at: string
}

/** What is in use now: of all places together, or of the whole licence where that was told last. Null where nothing was. */
export function latestUse(words: readonly Word[], metric: string): number | null {
  const told = words.filter(word => word.metric === metric)
  const places = told.filter(({ place }) => place !== null)
  const whole = told.find(({ place }) => place === null)
  if (whole && places.every(({ at }) => at < whole.at)) return whole.value
  return places.length ? places.reduce((sum, { value }) => sum + value, 0) : null
}

const covers = ({ from, to }: Term, day: string) => from <= day && (to === null || day <= to)

/** The term that holds on a day: the latest of those that cover it. */
export const termOn = (terms: readonly Term[], day: string): Term | undefined =>
  terms.filter(term => covers(term, day)).toSorted((a, b) => b.seq - a.seq)[0]

/** The last day on which a term holds: the one before a later term that takes its place. */
export function heldUntil(terms: readonly Term[], { seq, from, to }: Term): string | null {
  const later = terms.filter(term => term.seq > seq && term.from > from && (to === null || term.from <= to))
  const next = later.map(term => addDays(term.from, -1)).toSorted()[0]
  return next ?? to
}

const higher = (peak: Peak | null, { day, value }: DayUse): Peak =>
  peak && (peak.value > value || (peak.value === value && peak.on <= day)) ? peak : { value, on: day }

const earlier = (one: string | null, other: string) => (one !== null && one < other ? one : other)

/** What ran in each term that anything was reported of, by the term's id. */
export function ranByTerm(terms: readonly Term[], uses: readonly DayUse[]): Map<string, Ran> {
  const ran = new Map<string, Ran>()
  for (const use of uses) {
    const term = termOn(terms, use.day)
    if (!term || (use.metric !== 'users' && use.metric !== 'workspaces')) continue
    const { metric } = use
    const paid = metric === 'users' ? term.authorizedUsers : term.authorizedWorkspaces
    const before = ran.get(term.id) ?? { users: null, workspaces: null, exceededOn: null }
    const exceededOn = use.value > paid ? earlier(before.exceededOn, use.day) : before.exceededOn
    ran.set(term.id, { ...before, [metric]: higher(before[metric], use), exceededOn })
  }
  return ran
}

export interface Excess {
  readonly users: number
  readonly workspaces: number
}
export const excessOf = (term: Term, { users, workspaces }: Ran): Excess => ({
  users: Math.max(0, (users?.value ?? 0) - term.authorizedUsers),
  workspaces: Math.max(0, (workspaces?.value ?? 0) - term.authorizedWorkspaces),
})

/** What a purchase cost, for how many users and for which days. */
export interface Price {
  readonly amount: Money
  readonly users: number
  readonly from: string
  readonly to: string | null
}

const daysOf = (from: string, to: string) => BigInt(daysBetween(from, to) + 1)
const divided = (dividend: bigint, divisor: bigint) => (2n * dividend + divisor) / (2n * divisor)

/**
 * What the excess of a term costs, at the price of what was bought: for each user too many, from the day it began to the
 * last day on which the term held. Workspaces count as the users who would have come with them; the worse of the two is
 * charged, as overuse is.
 */
export function trueUpAmount(
  term: Term,
  excess: Excess,
  { since, until }: { readonly since: string; readonly until: string | null },
  { amount, users, from, to }: Price,
): Money {
  const along = Math.ceil((excess.workspaces * term.authorizedUsers) / term.authorizedWorkspaces)
  const price = (toMinorUnits(amount) ?? 0n) * BigInt(Math.max(excess.users, along))
  const begins = since > from ? since : from
  const part = to === null || begins > to ? [1n, 1n] : [daysOf(begins, until ?? to), daysOf(from, to)]
  return fromMinorUnits(divided(price * (part[0] as bigint), BigInt(users) * (part[1] as bigint)), amount.currency)
}
