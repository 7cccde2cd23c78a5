import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { request } from '../app/api.ts'
import { forgetLinkToken, useLinkToken } from '../app/link-token.ts'
import { sessionQuery } from '../app/session.tsx'
import { FormEnd } from './FormEnd.tsx'
import { LinkGone } from './LinkGone.tsx'
import { SignInFrame } from './SignInFrame.tsx'
import { useShortForm } from './useShortForm.ts'

/** Where an operator comes in who was let in to help: told that it is seen before it begins. */
export function SupportEntry() {
  const token = useLinkToken()
  return <OneLink key={token} token={token} />
}

function OneLink({ token }: { token: string | undefined }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { props, problem, busy } = useShortForm({
    check: () => ({}),
    run: async () => {
      await request('POST', '/auth/support', { body: { token }, expectsSession: false })
      queries.clear()
      await queries.fetchQuery({ ...sessionQuery, staleTime: 0 })
      await navigate({ to: '/', replace: true })
      forgetLinkToken()
    },
  })
  if (!token) return <LinkGone of="support" state="incomplete" />
  if (problem?.status === 410) return <LinkGone of="support" state="used" />
  return (
    <SignInFrame title={t('support.title')} lead={t('support.lead')}>
      <form className="sign-in-form" {...props}>
        <p>{t('support.text')}</p>
        <FormEnd label={t('support.submit')} busy={busy} problem={problem} />
      </form>
    </SignInFrame>
  )
}
