import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { request } from '../app/api.ts'
import { forgetLinkToken, useLinkToken } from '../app/link-token.ts'
import { sessionQuery, signIn } from '../app/session.tsx'
import { toast } from '../ui/toast.tsx'
import { FormEnd } from './FormEnd.tsx'
import { LinkGone } from './LinkGone.tsx'
import { SetUpFields } from './SetUpFields.tsx'
import { SignInFrame } from './SignInFrame.tsx'
import { faultsOf, type SetUpEntries, wishOf } from './set-up.ts'
import { useShortForm } from './useShortForm.ts'

/** The first page of a new installation: its organisation and the person who administers it. */
export function SetUp() {
  const token = useLinkToken()
  return <OneLink key={token} token={token} />
}

/** Signs the new administrator in; where that fails, the sign-in page is there for it. */
function useEnter() {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return async (email: string, password: string) => {
    await signIn(email, password).catch(() => undefined)
    await queries.fetchQuery({ ...sessionQuery, staleTime: 0 })
    await navigate({ to: '/', replace: true })
  }
}

function OneLink({ token }: { token: string | undefined }) {
  const { t } = useTranslation()
  const enter = useEnter()
  const { props, faults, problem, busy } = useShortForm({
    check: entered => faultsOf(entered as SetUpEntries, t),
    run: async entered => {
      const wish = wishOf(entered as SetUpEntries)
      await request('POST', '/auth/set-up', { body: { token, ...wish }, expectsSession: false })
      toast({ text: t('setUp.done', { name: wish.organisation.name }) })
      await enter(wish.administrator.email, wish.administrator.password)
      forgetLinkToken()
    },
  })
  if (!token) return <LinkGone of="setUp" state="incomplete" />
  if (problem?.status === 410) return <LinkGone of="setUp" state="used" />
  return (
    <SignInFrame title={t('setUp.title')} lead={t('setUp.lead')}>
      <form className="sign-in-form" {...props}>
        <SetUpFields faults={faults} />
        <FormEnd label={t('setUp.submit')} busy={busy} problem={problem} />
      </form>
    </SignInFrame>
  )
}
