import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { sessionKey } from '../app/session.tsx'
import { DemoPeople, demoQuery } from './DemoPeople.tsx'
import { SignInForm } from './SignInForm.tsx'
import { SignInFrame } from './SignInFrame.tsx'

export function SignIn() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const demo = useQuery(demoQuery).data ?? []
  const enter = () => queries.resetQueries({ queryKey: sessionKey })
  return (
    <SignInFrame title={t('signIn.title')} lead={t('signIn.lead')}>
      <SignInForm onSignedIn={enter} />
      {demo.length > 0 && <DemoPeople people={demo} onSignedIn={enter} />}
    </SignInFrame>
  )
}
