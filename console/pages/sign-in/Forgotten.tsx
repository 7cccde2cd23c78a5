import { MailCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { FormEnd } from '../FormEnd.tsx'
import { LabelledField } from '../LabelledField.tsx'
import { SignInFrame } from '../SignInFrame.tsx'
import { useShortForm } from '../useShortForm.ts'
import './sign-in.css'

interface ForgottenProps {
  readonly email: string
  onBack(): void
}

/** Says the same whether there is such an account or not. */
export function Forgotten({ email, onBack }: ForgottenProps) {
  const { t } = useTranslation()
  const [sent, setSent] = useState<string>()
  const { props, faults, problem, busy } = useShortForm({
    check: ({ identifier }) => ({ identifier: identifier ? undefined : t('signIn.emailMissing') }),
    run: async ({ identifier = '' }) => {
      await request('POST', '/auth/password/forgotten', { body: { identifier }, expectsSession: false })
      setSent(identifier)
    },
  })
  const back = (
    <button type="button" className="link sign-in-back" onClick={onBack}>
      {t('forgotten.back')}
    </button>
  )
  if (sent)
    return (
      <SignInFrame title={t('forgotten.sent')} lead={t('forgotten.sentText', { email: sent })}>
        <div role="status">
          <MailCheck size={20} aria-hidden />
        </div>
        {back}
      </SignInFrame>
    )
  return (
    <SignInFrame title={t('forgotten.title')} lead={t('forgotten.lead')}>
      <form className="sign-in-form" {...props}>
        <LabelledField
          label={t('signIn.email')}
          fault={faults.identifier}
          control={described => (
            <input
              {...described}
              name="identifier"
              type="email"
              className="input-large"
              autoComplete="username"
              inputMode="email"
              autoCapitalize="none"
              spellCheck={false}
              defaultValue={email}
              // biome-ignore lint/a11y/noAutofocus: the page was asked for with the link just pressed.
              autoFocus
            />
          )}
        />
        <FormEnd label={t('forgotten.submit')} busy={busy} problem={problem} />
      </form>
      {back}
    </SignInFrame>
  )
}
