import { useTranslation } from 'react-i18next'
import { type ApiProblem, heals } from '../../app/problem.ts'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'

interface RefusedProps {
  readonly problem: ApiProblem
  /** Sends the same again; it is done once, even if the first attempt arrived. */
  onRetry?(): void
}

/** Why something was not done. Where nothing answered nobody knows whether it was, and to try again is safe. */
export function Refused({ problem, onRetry }: RefusedProps) {
  const { t } = useTranslation()
  const again = heals(problem) || problem.status >= 500 ? onRetry : undefined
  if (problem.status !== 0) return <ErrorBlock problem={problem} title={t('generic.form.refused')} onRetry={again} />
  return (
    <ErrorBlock
      problem={problem}
      title={t('generic.form.unanswered')}
      text={t('generic.form.unansweredText')}
      onRetry={again}
    />
  )
}
