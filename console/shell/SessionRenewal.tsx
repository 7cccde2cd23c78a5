import { useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { onSessionExpired, request } from '../app/api.ts'
import { ApiProblem } from '../app/problem.ts'
import { type Session, sessionKey } from '../app/session.tsx'
import { Dialog } from '../ui/Dialog.tsx'

const SignInFlow = lazy(async () => ({ default: (await import('../pages/SignInFlow.tsx')).SignInFlow }))
const SignInForm = lazy(async () => ({ default: (await import('../pages/SignInForm.tsx')).SignInForm }))
const SignInWays = lazy(async () => ({ default: (await import('../pages/SignInWays.tsx')).SignInWays }))
interface Waiting {
  readonly promise: Promise<void>
  readonly resolve: () => void
  readonly reject: (problem: Error) => void
}

/** Every call that met the expired session waits for the same dialog. */
function useRenewal() {
  const waiting = useRef<Waiting>(undefined)
  const [open, setOpen] = useState(false)
  useEffect(() => {
    onSessionExpired(() => {
      waiting.current ??= Promise.withResolvers<void>()
      setOpen(true)
      return waiting.current.promise
    })
    return () => onSessionExpired(undefined)
  }, [])
  const settle = (problem?: Error) => {
    if (problem) waiting.current?.reject(problem)
    else waiting.current?.resolve()
    waiting.current = undefined
    setOpen(false)
  }
  return { open, settle }
}

const frame = (title: string, lead: string, body: ReactNode) => (
  <>
    <h2>{title}</h2>
    <p>{lead}</p>
    {body}
  </>
)

/** Sign-in over the page, so that an expired session costs nothing that was typed. */
export function SessionRenewal({ email, person }: { email: string; person: string }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { open, settle } = useRenewal()
  if (!open) return null
  const leave = () => {
    settle(new ApiProblem(401, { code: 'SIGNED_OUT' }))
    queries.setQueryData(sessionKey, null)
  }
  const goOn = async () => {
    const now = await request<Session>('GET', '/user/me', { expectsSession: false })
    // Somebody else's rights must not meet what this page still holds of the person before.
    if (now.person.id !== person) location.reload()
    else settle()
  }
  return (
    <Dialog label={t('signIn.again')} className="renewal" onClose={() => undefined} persistent>
      <Suspense>
        <SignInFlow
          onSignedIn={goOn}
          frame={frame}
          first={entering =>
            frame(
              t('signIn.again'),
              t('signIn.againText'),
              <>
                <SignInForm email={email} entering={entering} />
                <SignInWays email="" entering={entering} />
              </>,
            )
          }
        />
      </Suspense>
      <button type="button" className="link" onClick={leave}>
        {t('signIn.leave')}
      </button>
    </Dialog>
  )
}
