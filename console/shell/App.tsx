import { Outlet, useLocation } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Layer, useLayer } from '../app/layers.ts'
import { useLiveConnection } from '../app/live.ts'
import { useOwnPreferences } from '../app/own-preferences.ts'
import { useFollowPlace } from '../app/place-of-work.ts'
import { usePreferences } from '../app/preferences.tsx'
import { roomComponent } from '../app/room-component.ts'
import { type Session, SessionContext, useSessionQuery } from '../app/session.tsx'
import { type Outsider, outsiderOf } from '../portal/who.ts'
import { ErrorBlock } from '../ui/ErrorBlock.tsx'
import { showPasswordDialog, usePasswordDialog } from './password-dialog.ts'
import { useLeaveQuestion } from './place/leave-question.ts'
import { useWantedOrganisation } from './place/organisation-entry.ts'
import { useArrivalToast } from './place/useSwitch.ts'
import { SessionRenewal } from './SessionRenewal.tsx'
import { Shell } from './Shell.tsx'

const SignIn = lazy(async () => ({ default: (await import('../pages/SignIn.tsx')).SignIn }))
const Portal = roomComponent<{ as: readonly Outsider[] }>(
  ['portal', 'inbox'],
  () => import('../portal/Portal.tsx'),
  'Portal',
)
const PortalSignIn = roomComponent('portal', () => import('../portal/PortalSignIn.tsx'), 'PortalSignIn')
const ChangePassword = lazy(async () => ({ default: (await import('../pages/ChangePassword.tsx')).ChangePassword }))

const LeaveQuestion = lazy(async () => ({ default: (await import('./place/LeaveQuestion.tsx')).LeaveQuestion }))
const OrganisationEntry = lazy(async () => ({
  default: (await import('./place/OrganisationEntry.tsx')).OrganisationEntry,
}))

const AccessLayer = roomComponent<{ layer: Layer }>(
  'access',
  () => import('../pages/access/AccessLayer.tsx'),
  'AccessLayer',
)

/** Who is there decides what is drawn: the sign-in page, the portal, or the shell around the page of the address. */
export function App() {
  const { t } = useTranslation()
  const { data: session, error, refetch } = useSessionQuery()
  const changesPassword = usePasswordDialog()
  const layer = useLayer()
  const question = useLeaveQuestion()
  const wanted = useWantedOrganisation()
  const { pathname } = useLocation()
  if (session === undefined)
    return (
      <main className="unreachable">
        {error && <ErrorBlock problem={error} title={t('app.unreachable')} onRetry={() => refetch()} />}
      </main>
    )
  if (session === null) return <Suspense>{pathname.startsWith('/portal') ? <PortalSignIn /> : <SignIn />}</Suspense>
  const outside = outsiderOf(session)
  return (
    <SignedIn session={session}>
      <Line session={session} />
      <SessionRenewal email={session.person.email} person={session.person.id} />
      <Suspense fallback={<div className="shell" />}>
        {outside.length > 0 ? (
          <Portal as={outside} />
        ) : (
          <Shell key={`${session.site?.id}/${session.onlyRole}`}>
            <Outlet />
          </Shell>
        )}
      </Suspense>
      <Suspense>{changesPassword && <ChangePassword onClose={() => showPasswordDialog(false)} />}</Suspense>
      <Suspense>{question && <LeaveQuestion question={question} />}</Suspense>
      <Suspense>{wanted && <OrganisationEntry organisation={wanted} />}</Suspense>
      <Suspense>{layer && <AccessLayer layer={layer} />}</Suspense>
    </SignedIn>
  )
}

/** The session as everything below reads it: instants in the person's own time zone, where they have chosen one. */
function SignedIn({ session, children }: { session: Session; children: ReactNode }) {
  // Whoever came in for support has no account here, and nothing chosen.
  const timeZone = useOwnPreferences(session.person.email !== '')
  const { setHouseAccent } = usePreferences()
  const { accent } = session.tenant
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when it is another one.
  useEffect(() => setHouseAccent(accent ?? null), [accent])
  const own = useMemo(() => ({ ...session, timeZone }), [session, timeZone])
  return <SessionContext value={own}>{children}</SessionContext>
}

/** What comes without being asked: the server's events, and a place of work changed in another window. */
function Line({ session }: { session: Session }) {
  const say = useArrivalToast()
  useLiveConnection([session.person.id, session.site?.id, session.onlyRole].join('/'))
  useFollowPlace(now => say(session, now))
  return null
}
