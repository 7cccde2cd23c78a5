import { ApiProblem } from '../../app/problem.ts'
import { type FactorKind, type Step, stepOf } from './steps.ts'

export interface CameBack {
  /** What is asked next. */
  readonly step?: Step | undefined
  /** Or why nothing came of it. */
  readonly code?: string | undefined
}

/** How a sign-in at another system ended, as it stands behind the `#`; taken out of the address at once. */
function take(): CameBack {
  const { hash, pathname, search } = location
  if (pathname !== '/' || !hash.startsWith('#code=')) return {}
  const told = new URLSearchParams(hash.slice(1))
  history.replaceState(history.state, '', pathname + search)
  const code = told.get('code') ?? undefined
  const factors = told.get('factors')?.split(',') as FactorKind[] | undefined
  const problem = new ApiProblem(401, { code, challenge: told.get('challenge'), factors, reason: told.get('reason') })
  const step = stepOf(problem)
  return step ? { step } : { code }
}

// Before the router reads the address.
export const cameBack = take()
