import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { ApiProblem } from '../../app/problem.ts'
import { FormEnd } from '../FormEnd.tsx'
import { NewPasswordField } from '../NewPasswordField.tsx'
import { useShortForm } from '../useShortForm.ts'
import type { Entering } from './useStep.ts'

interface RenewPasswordProps {
  readonly challenge: string
  readonly enter: Entering['enter']
}

/** The present password has served its time, or somebody asked for a new one: chosen here, and the sign-in goes on. */
export function RenewPassword({ challenge, enter }: RenewPasswordProps) {
  const { t } = useTranslation()
  const { props, faults, problem, busy } = useShortForm({
    check: ({ newPassword = '' }) => ({ newPassword: newPassword ? undefined : t('newPassword.missing') }),
    run: ({ newPassword }) =>
      enter(() => request('POST', '/auth/password/renew', { body: { challenge, newPassword }, expectsSession: false })),
  })
  return (
    <form className="sign-in-form" {...props}>
      <NewPasswordField
        name="newPassword"
        label={t('password.new')}
        fault={faults.newPassword ?? faultOf(problem)}
        autoFocus
      />
      <FormEnd label={t('newPassword.submit')} busy={busy} problem={faultOf(problem) ? undefined : problem} />
    </form>
  )
}

/** The server names the field by what it is on its side. */
function faultOf(problem: ApiProblem | undefined): string | undefined {
  return problem instanceof ApiProblem ? problem.fields?.[0]?.message : undefined
}
