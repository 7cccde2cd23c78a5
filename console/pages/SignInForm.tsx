import { ArrowRight } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiProblem } from '../app/problem.ts'
import { LabelledField } from './LabelledField.tsx'
import { PasswordField } from './PasswordField.tsx'
import type { Entering } from './sign-in/useStep.ts'
import { useSignIn } from './useSignIn.ts'

interface SignInFormProps {
  /** Known when a session has to be renewed: then only the password is asked. */
  email?: string
  /** The organisation to enter; the one last used when left out. */
  tenant?: string
  /** Of the API: where it is shown, when not at everybody's way in. */
  path?: string | undefined
  entering: Entering
  /** Why another way in ended here. */
  fault?: string | undefined
  onEmail?: (email: string) => void
  onForgotten?: () => void
}
type Faults = { email?: string; password?: string }

/** Email and password. The button is never disabled for what is missing: pressing it says what is. */
export function SignInForm({ email: known, tenant, path, entering, fault, onEmail, onForgotten }: SignInFormProps) {
  const { t } = useTranslation()
  const form = useRef<HTMLFormElement>(null)
  const [faults, setFaults] = useState<Faults>({})
  const { attempt, busy, problem, secondsLeft } = useSignIn(entering.enter, { tenant, path })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const entries = new FormData(event.currentTarget)
    const email = String(entries.get('email') ?? '').trim()
    const password = String(entries.get('password') ?? '')
    const found: Faults = {
      ...(!email && { email: t('signIn.emailMissing') }),
      ...(!password && { password: t('signIn.passwordMissing') }),
    }
    setFaults(found)
    const first = Object.keys(found)[0]
    if (first) form.current?.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus()
    else if (!busy && secondsLeft === 0) attempt(email, password)
  }
  return (
    <form ref={form} className="sign-in-form" noValidate onSubmit={submit}>
      <Email known={known} fault={faults.email} onChange={onEmail} />
      <PasswordField
        name="password"
        label={t('signIn.password')}
        autoComplete="current-password"
        fault={faults.password}
        failed={problem !== undefined}
        autoFocus={known !== undefined}
      />
      {onForgotten && (
        <button type="button" className="link sign-in-forgotten" onClick={onForgotten}>
          {t('signIn.forgotten')}
        </button>
      )}
      <Failure problem={problem} secondsLeft={secondsLeft} otherwise={entering.over ?? fault} />
      <button type="submit" className="button-primary" aria-disabled={busy || secondsLeft > 0} data-busy={busy}>
        {t('signIn.submit')}
        <ArrowRight size={16} aria-hidden />
      </button>
    </form>
  )
}

interface EmailProps {
  known: string | undefined
  fault: string | undefined
  onChange: ((email: string) => void) | undefined
}

function Email({ known, fault, onChange }: EmailProps) {
  const { t } = useTranslation()
  return (
    <LabelledField
      label={t('signIn.email')}
      fault={fault}
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
          defaultValue={known}
          readOnly={known !== undefined}
          onChange={event => onChange?.(event.target.value)}
        />
      )}
    />
  )
}

interface FailureProps {
  problem: ApiProblem | undefined
  secondsLeft: number
  /** While nothing has been tried here. */
  otherwise: string | undefined
}

/** The server's own sentence; it never tells which of the two was wrong. */
function Failure({ problem, secondsLeft, otherwise }: FailureProps) {
  const { t } = useTranslation()
  const waiting = problem?.status === 429
  const sentence =
    problem?.status === 0
      ? t('signIn.unreachable')
      : waiting
        ? secondsLeft > 0 && t('signIn.wait', { seconds: secondsLeft })
        : problem
          ? problem.detail || problem.title || t('signIn.failed')
          : otherwise
  return (
    <p role="alert" className="field-fault sign-in-fault">
      {sentence}
    </p>
  )
}
