import { useTranslation } from 'react-i18next'
import { request } from '../app/api.ts'
import { ApiProblem } from '../app/problem.ts'
import { useSession } from '../app/session.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { toast } from '../ui/toast.tsx'
import { FormEnd } from './FormEnd.tsx'
import { NewPasswordField } from './NewPasswordField.tsx'
import { containsName } from './new-password.ts'
import { PasswordField } from './PasswordField.tsx'
import { useShortForm } from './useShortForm.ts'

/** The same 401 tells a wrong password and an ended session; only the first is this form's own matter. */
async function change(body: { current: string; password: string }, wrong: string): Promise<void> {
  try {
    await request('POST', '/auth/password', { body, expectsSession: false })
  } catch (problem) {
    if (!(problem instanceof ApiProblem) || problem.code !== 'WRONG_CREDENTIALS') throw problem
    throw new ApiProblem(401, { ...problem.body, fields: [{ field: 'current', code: problem.code, message: wrong }] })
  }
}

/** One's own password, from the account menu; the present one is asked, whoever sits at the open screen. */
export function ChangePassword({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { email } = useSession().person
  const { props, faults, problem, busy } = useShortForm({
    check: ({ current, password = '' }) => ({
      current: current ? undefined : t('changePassword.currentMissing'),
      // How long is long enough, each organisation says for itself.
      password: password ? (containsName(password, email) ? t('password.hasName') : undefined) : t('password.missing'),
    }),
    run: async ({ current = '', password = '' }) => {
      await change({ current, password }, t('changePassword.currentWrong'))
      toast({ text: t('changePassword.done') })
      onClose()
    },
  })
  return (
    <Dialog label={t('changePassword.title')} className="renewal" onClose={onClose}>
      <h2>{t('changePassword.title')}</h2>
      <p>{t('changePassword.text')}</p>
      <form className="sign-in-form" {...props}>
        <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
        <PasswordField
          name="current"
          label={t('changePassword.current')}
          autoComplete="current-password"
          fault={faults.current}
          autoFocus
        />
        <NewPasswordField name="password" label={t('password.new')} email={email} fault={faults.password} />
        <FormEnd label={t('changePassword.submit')} busy={busy} problem={problem} />
      </form>
      <button type="button" className="link" onClick={onClose}>
        {t('changePassword.cancel')}
      </button>
    </Dialog>
  )
}
