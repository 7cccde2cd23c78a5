import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, Navigate, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { loadRoomTexts } from '../app/i18n.ts'
import { sessionKey, useSessionQuery } from '../app/session.tsx'
import { DemoPeople, demoQuery } from '../pages/DemoPeople.tsx'
import { SignInFlow } from '../pages/SignInFlow.tsx'
import { SignInForm } from '../pages/SignInForm.tsx'
import { SignInFrame } from '../pages/SignInFrame.tsx'
import { SignInWays } from '../pages/SignInWays.tsx'
import { outsiderOf } from './who.ts'
import './portal.css'

const Forgotten = lazy(async () => {
  const [{ Forgotten }] = await Promise.all([import('../pages/sign-in/Forgotten.tsx'), loadRoomTexts('sign-in')])
  return { default: Forgotten }
})

/** Forgets whoever was here before, and goes to where partners and customers begin. */
function useEnter() {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return async () => {
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] })
    await queries.resetQueries({ queryKey: sessionKey, exact: true })
    await navigate({ to: '/portal' as never, replace: true })
  }
}

/** The way in for partners: the same proofs as everybody's, in words for people outside. */
export function PartnerSignIn() {
  const { data: session } = useSessionQuery()
  const isHere = session ? outsiderOf(session).length > 0 : false
  if (isHere) return <Navigate to={'/portal' as never} replace />
  return <PortalSignIn path="/partners/login" heading="partner" />
}

interface PortalSignInProps {
  /** Of the API: where a password is shown. */
  readonly path?: string
  readonly heading?: 'partner' | 'both'
}

export function PortalSignIn({ path, heading = 'both' }: PortalSignInProps) {
  const { t } = useTranslation()
  const enter = useEnter()
  const people = useQuery(demoQuery).data?.filter(({ role }) => role === 'partner' || role === 'customer') ?? []
  const [email, setEmail] = useState('')
  const [forgotten, setForgotten] = useState(false)
  const [title, lead] = [t(`portal.signIn.${heading}.title`), t(`portal.signIn.${heading}.lead`)]
  if (forgotten)
    return (
      <Suspense>
        <Forgotten email={email} onBack={() => setForgotten(false)} />
      </Suspense>
    )
  return (
    <SignInFlow
      onSignedIn={enter}
      frame={(title, lead, body) => (
        <SignInFrame title={title} lead={lead}>
          {body}
        </SignInFrame>
      )}
      first={entering => (
        <SignInFrame title={title} lead={lead}>
          <SignInForm path={path} entering={entering} onEmail={setEmail} onForgotten={() => setForgotten(true)} />
          <SignInWays email={email} entering={entering} />
          {people.length > 0 && <DemoPeople people={people} entering={entering} />}
          <p className="portal-other-way">
            {t('portal.signIn.others')}{' '}
            <Link to="/" className="link">
              {t('portal.signIn.othersLink')}
            </Link>
          </p>
        </SignInFrame>
      )}
    />
  )
}
