import { useTranslation } from 'react-i18next'
import type { ApiProblem } from '../../app/problem.ts'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'

/** Why something was not done. Where nothing answered nobody knows whether it was, and to try again is safe. */
export function Refused({ problem }: { readonly problem: ApiProblem }) {
  const { t } = useTranslation()
  if (problem.status !== 0) return <ErrorBlock problem={problem} title={t('generic.form.refused')} />
  return <ErrorBlock problem={problem} title={t('generic.form.unanswered')} text={t('generic.form.unansweredText')} />
}
