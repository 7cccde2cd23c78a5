import { ArrowRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ApiProblem } from '../app/problem.ts'

interface FormEndProps {
  label: string
  busy: boolean
  problem: ApiProblem | undefined
}

/** What no single field is to blame for, and the button. */
export function FormEnd({ label, busy, problem }: FormEndProps) {
  const { t } = useTranslation()
  return (
    <>
      <p role="alert" className="field-fault sign-in-fault">
        {problem &&
          (problem.status === 0 ? t('signIn.unreachable') : problem.detail || problem.title || t('error.server.title'))}
      </p>
      <button type="submit" className="button-primary" aria-disabled={busy} data-busy={busy}>
        {label}
        <ArrowRight size={16} aria-hidden />
      </button>
    </>
  )
}
