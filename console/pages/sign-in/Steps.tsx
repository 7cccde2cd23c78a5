import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Enrolment } from './Enrolment.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { RenewPassword } from './RenewPassword.tsx'
import { SecondFactor } from './SecondFactor.tsx'
import type { Step } from './steps.ts'
import type { Entering } from './useStep.ts'
import './sign-in.css'

/** Draws a title and a sentence above a step, as its surroundings do. */
export type Frame = (title: string, lead: string, body: ReactNode) => ReactNode

interface StepsProps {
  readonly entering: Entering
  readonly step: Step
  readonly frame: Frame
  onSignedIn(): unknown
}

function headingOf(step: Step, t: (key: string) => string): [string, string] {
  if (step.ask === 'secondFactor') return [t('factor.title'), t('factor.lead')]
  if (step.ask === 'newPassword') return [t('newPassword.title'), t(`newPassword.${step.reason}`)]
  return [t('enrol.title'), t('enrol.lead')]
}

/** What a sign-in asks beyond the first proof, one thing at a time, on the page as over it. */
export function Steps({ entering, step, frame, onSignedIn }: StepsProps) {
  const { t } = useTranslation()
  const { enter, codes, restart } = entering
  if (codes) {
    const kept = <RecoveryCodes codes={codes} label={t('codes.goOn')} onKept={onSignedIn} />
    return frame(t('codes.title'), t('codes.lead'), kept)
  }
  const { challenge } = step
  return frame(
    ...headingOf(step, t),
    <>
      {step.ask === 'secondFactor' && <SecondFactor key={challenge} step={step} enter={enter} />}
      {step.ask === 'newPassword' && <RenewPassword challenge={challenge} enter={enter} />}
      {step.ask === 'enrolment' && <Enrolment challenge={challenge} enter={enter} />}
      <button type="button" className="link sign-in-back" onClick={restart}>
        <ArrowLeft size={14} aria-hidden />
        {t('factor.back')}
      </button>
    </>,
  )
}
