import type { AddressRule } from './addresses.ts'

export interface PasswordPolicy {
  readonly minLength: number
  /** How many of the four kinds a password must mix: capital letters, small ones, digits, others. 0 and 1 ask nothing. */
  readonly classes: number
  /** How many former passwords may not come back, beside the present one. */
  readonly history: number
  readonly maxAgeDays: number | null
  readonly refuseCommon: boolean
  readonly refuseBreached: boolean
}
export interface LockoutPolicy {
  readonly attempts: number
  readonly minutes: number
}
export interface SessionPolicy {
  readonly idleMinutes: number
  readonly absoluteHours: number
  readonly concurrent: number | null
}
export interface Policy {
  readonly password: PasswordPolicy
  readonly lockout: LockoutPolicy
  readonly session: SessionPolicy
  readonly secondFactor: 'optional' | 'required' | 'requiredForRoles'
  readonly secondFactorRoles: readonly string[]
  readonly addressRules: readonly AddressRule[]
}

/** What holds where nobody has said anything; the same numbers stand in the migration of `auth.policy`. */
export const usualPolicy: Policy = {
  password: { minLength: 12, classes: 0, history: 0, maxAgeDays: null, refuseCommon: true, refuseBreached: true },
  lockout: { attempts: 5, minutes: 5 },
  session: { idleMinutes: 7 * 24 * 60, absoluteHours: 30 * 24, concurrent: null },
  secondFactor: 'optional',
  secondFactorRoles: [],
  addressRules: [],
}

const least = (a: number | null, b: number | null) => (a === null || b === null ? (a ?? b) : Math.min(a, b))

/** One account may belong to several organisations: its password satisfies each of them. */
export const strictest = (all: readonly PasswordPolicy[]): PasswordPolicy =>
  all.length === 0
    ? usualPolicy.password
    : all.reduce((a, b) => ({
        minLength: Math.max(a.minLength, b.minLength),
        classes: Math.max(a.classes, b.classes),
        history: Math.max(a.history, b.history),
        maxAgeDays: least(a.maxAgeDays, b.maxAgeDays),
        refuseCommon: a.refuseCommon || b.refuseCommon,
        refuseBreached: a.refuseBreached || b.refuseBreached,
      }))
