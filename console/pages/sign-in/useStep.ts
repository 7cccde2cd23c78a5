import { startTransition, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../app/problem.ts'
import { type Step, stepOf } from './steps.ts'

/**
 * Where a sign-in stands. `enter` runs one request of it: what that asks next becomes the step, a challenge that is over
 * leads back to the start with the reason, and any other refusal is the caller's to show.
 */
export function useStep(onSignedIn: () => unknown, begun?: Step) {
  const { t } = useTranslation()
  const [step, setStep] = useState(begun)
  const [over, setOver] = useState<string>()
  const [codes, setCodes] = useState<readonly string[]>()
  const follow = (problem: ApiProblem): boolean => {
    const next = stepOf(problem)
    setOver(problem.code === 'CHALLENGE_OVER' ? problem.detail || t('signIn.over') : undefined)
    // The step before stays on screen until what the next one is drawn with has come.
    if (next || problem.code === 'CHALLENGE_OVER') startTransition(() => setStep(next))
    return next !== undefined || problem.code === 'CHALLENGE_OVER'
  }
  const enter = async (attempt: () => Promise<unknown>) => {
    setOver(undefined)
    try {
      const reply = (await attempt()) as { recoveryCodes?: readonly string[] } | undefined
      // Told this once: whoever was let in now must see them before the page goes on.
      if (reply?.recoveryCodes?.length) setCodes(reply.recoveryCodes)
      else await onSignedIn()
    } catch (problem) {
      if (!(problem instanceof ApiProblem) || !follow(problem)) throw problem
    }
  }
  const restart = () => {
    setStep(undefined)
    setOver(undefined)
  }
  return { step, over, codes, enter, restart }
}
export type Entering = ReturnType<typeof useStep>
