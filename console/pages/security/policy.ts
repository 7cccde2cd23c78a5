import { queryOptions } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

export interface AddressRule {
  readonly cidr: string
  readonly effect: 'allow' | 'deny'
  readonly note?: string
}
/** What a person decides about it, but for the address rules. */
export interface PolicyDraft {
  readonly password: {
    readonly minLength: number
    readonly classes: number
    readonly history: number
    readonly maxAgeDays: number | null
    readonly refuseCommon: boolean
    readonly refuseBreached: boolean
  }
  readonly lockout: { readonly attempts: number; readonly minutes: number }
  readonly session: {
    readonly idleMinutes: number
    readonly absoluteHours: number
    readonly concurrent: number | null
  }
  readonly secondFactor: 'optional' | 'required' | 'requiredForRoles'
  readonly secondFactorRoles: readonly string[]
}
export interface Policy extends PolicyDraft {
  readonly addressRules: readonly AddressRule[]
  readonly version: number
  readonly trial: { readonly addressRules: readonly AddressRule[]; readonly endsAt: string } | null
  /** Where this request came from. */
  readonly address: string
}
export interface Simulation {
  readonly address: string
  readonly allowed: boolean
  readonly online: number
  readonly shutOutCount: number
  readonly shutOut: readonly {
    readonly id: string
    readonly member: { readonly id: string; readonly name: string }
    readonly address: string
    readonly device: string
  }[]
}

export const policyQuery = queryOptions({
  queryKey: ['security', 'policy'],
  queryFn: ({ signal }) => request<Policy>('GET', '/security/policy', { signal }),
})

export const draftOf = ({ password, lockout, session, secondFactor, secondFactorRoles }: Policy): PolicyDraft => ({
  password,
  lockout,
  session,
  secondFactor,
  secondFactorRoles,
})

interface Change {
  readonly draft?: PolicyDraft
  readonly addressRules?: readonly AddressRule[]
  /** Tries the address rules for so long. */
  readonly trialMinutes?: number
}

/** Replaces the policy as it was read by what has changed. */
export const savePolicy = (read: Policy, { draft = draftOf(read), addressRules, trialMinutes }: Change) =>
  request<Policy>('PUT', '/security/policy', {
    body: {
      ...draft,
      addressRules: addressRules ?? read.addressRules,
      version: read.version,
      ...(trialMinutes !== undefined && { trialMinutes }),
    },
  })
