import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../app/api.ts'
import { forgetLinkToken, useLinkToken } from '../app/link-token.ts'
import { sessionKey } from '../app/session.tsx'
import { FormEnd } from './FormEnd.tsx'
import { LinkGone } from './LinkGone.tsx'
import { NewPasswordField } from './NewPasswordField.tsx'
import { PasswordSet } from './PasswordSet.tsx'
import { SignInFrame } from './SignInFrame.tsx'
import { useShortForm } from './useShortForm.ts'

/** Where an invitation leads: whoever holds the link chooses the password of its account. */
export function ChoosePassword() {
  const token = useLinkToken()
  const [done, setDone] = useState(false)
  if (done) return <PasswordSet />
  return <OneLink key={token} token={token} onDone={() => setDone(true)} />
}

function OneLink({ token, onDone }: { token: string | undefined; onDone: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { props, faults, problem, busy } = useShortForm({
    // How long is long enough, each organisation says for itself: the server knows whose link it is.
    check: ({ password }) => (password ? {} : { password: t('password.missing') }),
    run: async ({ password }) => {
      await request('POST', '/auth/password/link', { body: { token, password }, expectsSession: false })
      await queries.refetchQueries({ queryKey: sessionKey, exact: true })
      onDone()
      forgetLinkToken()
    },
  })
  if (!token) return <LinkGone of="password" state="incomplete" />
  if (problem?.status === 410) return <LinkGone of="password" state="used" />
  return (
    <SignInFrame title={t('choosePassword.title')} lead={t('choosePassword.lead')}>
      <form className="sign-in-form" {...props}>
        <NewPasswordField name="password" label={t('password.new')} fault={faults.password} autoFocus />
        <FormEnd label={t('choosePassword.submit')} busy={busy} problem={problem} />
      </form>
    </SignInFrame>
  )
}
