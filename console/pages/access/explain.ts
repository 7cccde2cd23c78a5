import type { Via } from './useVia.ts'

/** One grant as the explanation tells it. */
export interface GrantView {
  readonly role: { readonly id: string; readonly name: string }
  readonly via: Via
  readonly scope: string
  readonly scopeText: string
  readonly fields: readonly string[] | null
  readonly masked: readonly string[]
  /** The whole grant as a sentence. */
  readonly text: string
}
export interface Rights {
  readonly member: { readonly id: string; readonly name: string; readonly status: string }
  readonly site: { readonly id: string; readonly name: string } | null
  readonly roles: readonly RoleHeld[]
  readonly resources: readonly ResourceRights[]
}
export interface RoleHeld {
  readonly id: string
  readonly name: string
  readonly via: Via
  readonly site: string | null
  readonly startsAt: string | null
  readonly endsAt: string | null
  readonly inForce: boolean
}
export interface ResourceRights {
  readonly name: string
  readonly label: string
  readonly system: string
  readonly permissions: readonly {
    readonly permission: string
    readonly label: string
    readonly grants: readonly GrantView[]
  }[]
}
export interface Explanation {
  readonly allowed: boolean
  readonly because: string
  readonly text: string
  readonly grants: readonly (GrantView & { readonly reaches: boolean })[]
  readonly mutes: readonly { readonly role: { readonly id: string; readonly name: string }; readonly text: string }[]
  readonly canGrant: readonly { readonly id: string; readonly name: string }[]
}
export interface WhoPage {
  readonly data: readonly {
    readonly id: string
    readonly name: string
    readonly roles: readonly { readonly id: string; readonly name: string }[]
  }[]
  readonly page: {
    readonly size: number
    readonly number: number
    readonly total: number
    readonly totalIsExact: boolean
  }
}
export const explainRight = 'identity.access.explain'

/** Verbs that nearly every resource knows; the others are its own actions. */
export const commonVerbs = ['read', 'create', 'update', 'remove', 'export', 'import'] as const
export const verbOf = (permission: string) => permission.split('.').at(-1) ?? ''
