import type { OpenIdentity } from './open.ts'

/** Where somebody is signing in from. */
export interface Place {
  readonly address: string
  readonly userAgent?: string | undefined
}
/** Somebody who has shown the first proof and is about to come in. */
export interface Entrant {
  readonly user: { readonly id: string; readonly name: string; readonly email: string }
  readonly membership: { readonly tenantId: string; readonly memberId: string; readonly slug: string }
  readonly method: 'password' | 'passkey' | 'sso' | 'link'
  readonly place: Place
  /** What the browser says it was trusted with before. */
  readonly trustedDevice?: string | undefined
}

export type NeedKind = 'second-factor' | 'password-change' | 'enrolment'
/** What is asked beside the first proof, and what the caller must know of it: `factors`, `reason`. */
export interface Need {
  readonly kind: NeedKind
  readonly extra?: Readonly<Record<string, unknown>>
}
/** Tells what this person must still show or do; null when nothing. */
export type Hurdle = (identity: OpenIdentity, entrant: Entrant) => Promise<Need | null>
