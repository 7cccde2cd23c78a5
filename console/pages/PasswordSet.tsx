import { useNavigate } from '@tanstack/react-router'
import { ArrowRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useSessionQuery, useSignOut } from '../app/session.tsx'
import { SignInFrame } from './SignInFrame.tsx'

/** The link does not say whose it was, so the person signs in; somebody else's session in this browser ends first. */
export function PasswordSet() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const signOut = useSignOut()
  const other = useSessionQuery().data?.person.name
  const go = async () => {
    if (other) await signOut()
    await navigate({ to: '/', replace: true })
  }
  return (
    <SignInFrame title={t('choosePassword.done')} lead={t('choosePassword.doneText')}>
      <div className="sign-in-form">
        {other && <p>{t('choosePassword.other', { name: other })}</p>}
        <button type="button" className="button-primary" onClick={go}>
          {other ? t('choosePassword.switch') : t('signIn.submit')}
          <ArrowRight size={16} aria-hidden />
        </button>
      </div>
    </SignInFrame>
  )
}
