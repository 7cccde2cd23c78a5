import { lazy, type ReactNode, Suspense } from 'react'
import { loadRoomTexts } from '../app/i18n.ts'
import type { Frame } from './sign-in/Steps.tsx'
import type { Step } from './sign-in/steps.ts'
import { type Entering, useStep } from './sign-in/useStep.ts'

/** With the texts of the steps; most sign-ins never see them. */
const Steps = lazy(async () => {
  const [{ Steps }] = await Promise.all([import('./sign-in/Steps.tsx'), loadRoomTexts('sign-in')])
  return { default: Steps }
})

interface SignInFlowProps {
  readonly frame: Frame
  /** Where a sign-in that was begun elsewhere goes on. */
  readonly begun?: Step | undefined
  onSignedIn(): unknown
  /** The first proof: whatever it asks of the server goes through `enter`. */
  first(entering: Entering): ReactNode
}

/** A sign-in from its first proof to the last that is asked: on its page, and over another when a session has ended. */
export function SignInFlow({ frame, begun, onSignedIn, first }: SignInFlowProps) {
  const entering = useStep(onSignedIn, begun)
  const { step } = entering
  if (!step) return first(entering)
  return (
    <Suspense>
      <Steps entering={entering} step={step} frame={frame} onSignedIn={onSignedIn} />
    </Suspense>
  )
}
