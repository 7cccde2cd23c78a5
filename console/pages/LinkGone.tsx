import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { SignInFrame } from './SignInFrame.tsx'

interface LinkGoneProps {
  of: 'password' | 'setUp' | 'support'
  state: 'used' | 'incomplete'
}

/** A link that opens nothing, and what to do about it. */
export function LinkGone({ of, state }: LinkGoneProps) {
  const { t } = useTranslation()
  return (
    <SignInFrame
      title={t(state === 'used' ? 'link.used' : 'link.incomplete')}
      lead={t(state === 'used' ? 'link.usedText' : 'link.incompleteText')}
    >
      <div className="sign-in-form" role="alert">
        <p>{t(`link.advice.${of}.${state}`)}</p>
        <Link to="/" replace className="link">
          {t('link.signIn')}
        </Link>
      </div>
    </SignInFrame>
  )
}
