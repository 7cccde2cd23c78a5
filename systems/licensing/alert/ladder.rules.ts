import { addDays, daysBetween } from '@tenon/kernel/fields/date/day.ts'
import type { Usage } from '../license/license.rules.ts'

/** When a licence gives reason for an alert. Pure: the day is the tenant's, and nothing here knows a clock or a zone. */

export const kinds = [
  'expiring',
  'grace',
  'expired',
  'overused',
  'usageStale',
  'checkInOverdue',
  'heartbeatDead',
  'cloneSuspected',
  'unpaid',
] as const
export type Kind = (typeof kinds)[number]
export const severities = ['notice', 'warning', 'critical'] as const
export type Severity = (typeof severities)[number]

/** One reason for an alert. Its key names it among those of its licence: `<ladder>/<episode>/<rung>`. */
export interface Sign {
  readonly key: string
  readonly kind: Kind
  readonly severity: Severity
  /** Days or percent of the rung that was reached. */
  readonly threshold: number | null
  /** The day it turns on: the last day, the end of grace, the day a purchase was due. */
  readonly dueOn: string | null
  /** The purchase or machine it is about. */
  readonly subject: string | null
  /** Old enough that nobody is told of it any more; an alert that stands open for it stays open. */
  readonly isStale?: boolean
}

/** The rungs of each ladder from the first to the last: a licence climbs, and is never told of a rung below one it was told of. */
export const ladders: Readonly<Record<string, readonly string[]>> = {
  expiry: ['120', '90', '60', '30', '7', '0', 'grace', 'expired'],
  use: ['80', '100', 'cap'],
}

const expiryDays = [120, 90, 60, 30, 7, 0] as const
/** An expiry that came to light this many days after it happened is history, not news. */
const newsFor = 60
const severityOfDays = (days: number): Severity => (days > 60 ? 'notice' : days > 7 ? 'warning' : 'critical')

export interface Expiry {
  readonly endsOn: string | null
  readonly graceDays: number
  /** The first day of what ends on `endsOn`. */
  readonly termFrom: string
}

/**
 * The rung of the expiry ladder a licence stands on. A rung as long as the term itself says nothing: a month's trial is
 * not announced to end within 120, 60 and 30 days on its first morning.
 */
export function expirySign({ endsOn, graceDays, termFrom }: Expiry, today: string): Sign | undefined {
  if (endsOn === null) return undefined
  const left = daysBetween(today, endsOn)
  const at = (rung: string) => `expiry/${endsOn}/${rung}`
  const base = { threshold: null, severity: 'critical', subject: null } as const
  if (left < -graceDays)
    return { ...base, key: at('expired'), kind: 'expired', dueOn: endsOn, isStale: left < -graceDays - newsFor }
  if (left < 0) return { ...base, key: at('grace'), kind: 'grace', dueOn: addDays(endsOn, graceDays) }
  const length = daysBetween(termFrom, endsOn) + 1
  const days = expiryDays.findLast(rung => left <= rung && rung < length)
  if (days === undefined) return undefined
  return {
    ...base,
    key: at(`${days}`),
    kind: 'expiring',
    severity: severityOfDays(days),
    threshold: days,
    dueOn: endsOn,
  }
}

/** Beyond how many percent of what is allowed a policy tolerates no more; null: it tolerates all. */
const caps = { none: 100, x1_25: 125, x1_5: 150, x2: 200, always: null } as const
export type Overage = keyof typeof caps

const reaches = ({ authorizedUsers, authorizedWorkspaces, actualUsers, actualWorkspaces }: Usage, percent: number) =>
  (actualUsers ?? 0) * 100 >= percent * authorizedUsers ||
  (actualWorkspaces ?? 0) * 100 >= percent * authorizedWorkspaces
const exceeds = ({ authorizedUsers, authorizedWorkspaces, actualUsers, actualWorkspaces }: Usage, percent: number) =>
  (actualUsers ?? 0) * 100 > percent * authorizedUsers || (actualWorkspaces ?? 0) * 100 > percent * authorizedWorkspaces

/** The rung of use: 80 percent, all of it, and more than the policy tolerates. More seats begin a ladder of their own. */
export function useSign(
  usage: Usage & { readonly overage: Overage | null; readonly termSeq: number },
): Sign | undefined {
  const cap = caps[usage.overage ?? 'none']
  const base = { kind: 'overused', dueOn: null, subject: null } as const
  const at = (rung: string) => `use/${usage.termSeq}/${rung}`
  if (cap !== null && exceeds(usage, cap)) return { ...base, key: at('cap'), severity: 'critical', threshold: cap }
  if (reaches(usage, 100)) return { ...base, key: at('100'), severity: 'warning', threshold: 100 }
  return reaches(usage, 80) ? { ...base, key: at('80'), severity: 'notice', threshold: 80 } : undefined
}
