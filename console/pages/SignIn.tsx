import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { loadRoomTexts } from '../app/i18n.ts'
import { sessionKey } from '../app/session.tsx'
import { DemoPeople, demoQuery } from './DemoPeople.tsx'
import { SignInFlow } from './SignInFlow.tsx'
import { SignInForm } from './SignInForm.tsx'
import { SignInFrame } from './SignInFrame.tsx'
import { SignInWays } from './SignInWays.tsx'
import { cameBack } from './sign-in/came-back.ts'

const Forgotten = lazy(async () => {
  const [{ Forgotten }] = await Promise.all([import('./sign-in/Forgotten.tsx'), loadRoomTexts('sign-in')])
  return { default: Forgotten }
})

export function SignIn() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const demo = useQuery(demoQuery).data ?? []
  const [email, setEmail] = useState('')
  const [forgotten, setForgotten] = useState(false)
  const fault = cameBack.code && t(`signIn.sso.${cameBack.code}`, { defaultValue: t('signIn.sso.SSO_REFUSED') })
  const enter = () => queries.resetQueries({ queryKey: sessionKey })
  if (forgotten)
    return (
      <Suspense>
        <Forgotten email={email} onBack={() => setForgotten(false)} />
      </Suspense>
    )
  return (
    <SignInFlow
      begun={cameBack.step}
      onSignedIn={enter}
      frame={(title, lead, body) => (
        <SignInFrame title={title} lead={lead}>
          {body}
        </SignInFrame>
      )}
      first={entering => (
        <SignInFrame title={t('signIn.title')} lead={t('signIn.lead')}>
          <SignInForm entering={entering} fault={fault} onEmail={setEmail} onForgotten={() => setForgotten(true)} />
          <SignInWays email={email} entering={entering} />
          {demo.length > 0 && <DemoPeople people={demo} entering={entering} />}
          <Link to={'/partners/login' as never} className="link sign-in-outside">
            {t('signIn.outside')}
          </Link>
        </SignInFrame>
      )}
    />
  )
}
