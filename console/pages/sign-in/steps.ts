import type { ApiProblem } from '../../app/problem.ts'

export type FactorKind = 'totp' | 'passkey' | 'recovery'

/** What is asked after the first proof; `challenge` is what the answer goes on from. */
export type Step =
  | { readonly ask: 'secondFactor'; readonly challenge: string; readonly factors: readonly FactorKind[] }
  | { readonly ask: 'newPassword'; readonly challenge: string; readonly reason: 'forced' | 'expired' }
  | { readonly ask: 'enrolment'; readonly challenge: string }

/** The next step, when that is what a refused sign-in says. */
export function stepOf({ code, body }: ApiProblem): Step | undefined {
  const { challenge, factors, reason } = body
  if (typeof challenge !== 'string') return undefined
  if (code === 'SECOND_FACTOR_NEEDED')
    return { ask: 'secondFactor', challenge, factors: (factors ?? ['totp']) as readonly FactorKind[] }
  if (code === 'PASSWORD_CHANGE_NEEDED')
    return { ask: 'newPassword', challenge, reason: reason === 'expired' ? 'expired' : 'forced' }
  return code === 'SECOND_FACTOR_ENROLMENT_NEEDED' ? { ask: 'enrolment', challenge } : undefined
}
