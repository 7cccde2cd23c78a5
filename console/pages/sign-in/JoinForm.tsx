import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { forgetLinkToken } from '../../app/link-token.ts'
import { sessionQuery, signIn, useSessionQuery } from '../../app/session.tsx'
import { FormEnd } from '../FormEnd.tsx'
import { LabelledField } from '../LabelledField.tsx'
import { NewPasswordField } from '../NewPasswordField.tsx'
import { SignInFlow } from '../SignInFlow.tsx'
import { SignInFrame } from '../SignInFrame.tsx'
import { useShortForm } from '../useShortForm.ts'
import type { Invitation } from './Join.tsx'
import { useAttempt } from './useAttempt.ts'
import type { Entering } from './useStep.ts'

interface JoinFormProps {
  readonly token: string
  readonly invitation: Invitation
}
interface Joined {
  readonly awaitsApproval: boolean
}

/** Joins with a new account, with the password of the one there is, or as whoever is signed in here already. */
export function JoinForm({ token, invitation }: JoinFormProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [waits, setWaits] = useState(false)
  const { organisation, inviter } = invitation
  const enter = async () => {
    forgetLinkToken()
    await queries.fetchQuery({ ...sessionQuery, staleTime: 0 })
    await navigate({ to: '/', replace: true })
  }
  if (waits)
    return (
      <SignInFrame title={t('join.waits')} lead={t('join.waitsText', { organisation })}>
        <div role="status" />
      </SignInFrame>
    )
  const title = t('join.title', { organisation })
  const lead = inviter ? t('join.lead', { inviter }) : t('join.leadPlain')
  return (
    <SignInFlow
      onSignedIn={enter}
      frame={(stepTitle, stepLead, body) => (
        <SignInFrame title={stepTitle} lead={stepLead}>
          {body}
        </SignInFrame>
      )}
      first={entering => (
        <SignInFrame title={title} lead={lead}>
          <AsYourself token={token} entering={entering} onWaits={() => setWaits(true)} />
          <Fields token={token} invitation={invitation} entering={entering} onWaits={() => setWaits(true)} />
        </SignInFrame>
      )}
    />
  )
}

interface FieldsProps extends JoinFormProps {
  readonly entering: Entering
  onWaits(): void
}

function Fields({ token, invitation, entering, onWaits }: FieldsProps) {
  const { t } = useTranslation()
  const { email: invited, domain } = invitation
  const { props, faults, problem, busy } = useShortForm({
    check: ({ name, email, password }) => ({
      name: name ? undefined : t('join.nameMissing'),
      email: email ? undefined : t('join.emailMissing'),
      password: password ? undefined : t('newPassword.missing'),
    }),
    run: async ({ name = '', email = '', password = '' }) => {
      const body = { token, name, email, password }
      const joined = await request<Joined>('POST', '/auth/join', { body, expectsSession: false })
      if (joined.awaitsApproval) onWaits()
      else await entering.enter(() => signIn(email, password))
    },
  })
  const hasAccount = problem?.code === 'PASSWORD_OF_ACCOUNT'
  return (
    <form className="sign-in-form" {...props}>
      <LabelledField
        label={t('join.name')}
        fault={faults.name}
        control={described => <input {...described} name="name" className="input-large" autoComplete="name" />}
      />
      <LabelledField
        label={t('signIn.email')}
        fault={faults.email}
        hint={domain ? t('join.domain', { domain }) : undefined}
        control={described => (
          <input
            {...described}
            name="email"
            type="email"
            className="input-large"
            autoComplete="username"
            inputMode="email"
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={invited ?? ''}
            readOnly={invited !== null}
          />
        )}
      />
      <NewPasswordField
        name="password"
        label={t('signIn.password')}
        fault={faults.password ?? (hasAccount ? t('join.hasAccount') : undefined)}
      />
      <FormEnd label={t('join.submit')} busy={busy} problem={hasAccount ? undefined : problem} />
    </form>
  )
}

interface AsYourselfProps {
  readonly token: string
  readonly entering: Entering
  onWaits(): void
}

/** Whoever is signed in joins with one press. */
function AsYourself({ token, entering, onWaits }: AsYourselfProps) {
  const { t } = useTranslation()
  const person = useSessionQuery().data?.person
  const { busy, problem, attempt } = useAttempt()
  if (!person) return null
  const join = () =>
    attempt(async () => {
      const joined = await request<Joined>('POST', '/user/join', { body: { token } })
      if (joined.awaitsApproval) onWaits()
      else await entering.enter(async () => undefined)
    })
  return (
    <div className="sign-in-others join-as">
      <button type="button" className="button-plain" aria-disabled={busy} onClick={join}>
        {t('join.as', { name: person.name })}
      </button>
      <p role="alert" className="field-fault">
        {problem && (problem.detail || problem.title)}
      </p>
      <div className="demo-or">
        <span>{t('signIn.or')}</span>
      </div>
    </div>
  )
}
