/** The words in which a policy speaks; what they come to is judged in `validity/validity.rules.ts`. */

/** How far use may exceed the licence before it stops validating: not at all, by a quarter, by half, twice, without limit. */
export const overages = ['none', 'x1_25', 'x1_5', 'x2', 'always'] as const
/**
 * What the last day does. restrict: the licence stops validating; revoke: so does every file and nothing else is looked
 * at; maintain: it goes on, without what came later; allow: it goes on.
 */
export const expirationStrategies = ['restrict', 'revoke', 'maintain', 'allow'] as const
/** From when the term of a licence counts: from its first day, its first activation or its first validation. */
export const expirationBases = ['creation', 'firstActivation', 'firstValidation'] as const
/** From when a renewal counts. */
export const renewalBases = ['fromExpiry', 'fromNow', 'fromNowIfExpired'] as const
/** What happens to the term when a licence moves to this policy. */
export const transfers = ['reset', 'keepExpiry'] as const
/** Within what a machine counts as one and the same: the organisation, a product, a policy, a licence. */
export const uniquenesses = ['account', 'product', 'policy', 'license'] as const
/** How many of a machine's marks must be as they were for it to be the same machine. */
export const matchings = ['any', 'two', 'most', 'all'] as const

export type Overage = (typeof overages)[number]
export type ExpirationStrategy = (typeof expirationStrategies)[number]
export type ExpirationBasis = (typeof expirationBases)[number]
export type Uniqueness = (typeof uniquenesses)[number]
export type RenewalBasis = (typeof renewalBases)[number]
export type Matching = (typeof matchings)[number]
