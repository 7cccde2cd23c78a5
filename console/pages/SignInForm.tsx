import { ArrowRight, Eye, EyeOff } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiProblem } from '../app/problem.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { useSignIn } from './useSignIn.ts'

interface SignInFormProps {
  /** Known when a session has to be renewed: then only the password is asked. */
  email?: string
  onSignedIn: () => unknown
}
type Faults = { email?: string; password?: string }

/** Email and password. The button is never disabled for what is missing: pressing it says what is. */
export function SignInForm({ email: known, onSignedIn }: SignInFormProps) {
  const { t } = useTranslation()
  const form = useRef<HTMLFormElement>(null)
  const [faults, setFaults] = useState<Faults>({})
  const { attempt, busy, problem, secondsLeft } = useSignIn(onSignedIn)
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
      <Email known={known} fault={faults.email} />
      <Password fault={faults.password} failed={problem !== undefined} autoFocus={known !== undefined} />
      <Failure problem={problem} secondsLeft={secondsLeft} />
      <button type="submit" className="button-primary" aria-disabled={busy || secondsLeft > 0} data-busy={busy}>
        {t('signIn.submit')}
        <ArrowRight size={16} aria-hidden />
      </button>
    </form>
  )
}

function Email({ known, fault }: { known: string | undefined; fault: string | undefined }) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{t('signIn.email')}</label>
      <input
        id={id}
        name="email"
        type="email"
        className="input-large"
        autoComplete="username"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        defaultValue={known}
        readOnly={known !== undefined}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-fault`}
      />
      <span id={`${id}-fault`} className="field-fault">
        {fault}
      </span>
    </div>
  )
}

function Password({ fault, failed, autoFocus }: { fault: string | undefined; failed: boolean; autoFocus: boolean }) {
  const { t } = useTranslation()
  const id = useId()
  const [shown, setShown] = useState(false)
  const [capsLock, setCapsLock] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (autoFocus) input.current?.focus()
  }, [autoFocus])
  const look = (event: KeyboardEvent) => setCapsLock(event.getModifierState?.('CapsLock') ?? false)
  return (
    <div className="field">
      <label htmlFor={id}>{t('signIn.password')}</label>
      <span className="input-with-button">
        <input
          id={id}
          name="password"
          type={shown ? 'text' : 'password'}
          className="input-large"
          autoComplete="current-password"
          ref={input}
          onKeyDown={look}
          onKeyUp={look}
          aria-invalid={fault !== undefined || failed}
          aria-describedby={`${id}-fault`}
        />
        <IconButton
          label={shown ? t('signIn.hide') : t('signIn.show')}
          pressed={shown}
          onClick={() => setShown(!shown)}
        >
          {shown ? <EyeOff size={16} /> : <Eye size={16} />}
        </IconButton>
      </span>
      <span id={`${id}-fault`} className="field-fault">
        {[fault, capsLock && t('signIn.capsLock')].filter(Boolean).join(' ')}
      </span>
    </div>
  )
}

/** The server's own sentence; it never tells which of the two was wrong. */
function Failure({ problem, secondsLeft }: { problem: ApiProblem | undefined; secondsLeft: number }) {
  const { t } = useTranslation()
  const waiting = problem?.status === 429
  const sentence =
    problem?.status === 0
      ? t('signIn.unreachable')
      : waiting
        ? secondsLeft > 0 && t('signIn.wait', { seconds: secondsLeft })
        : problem && (problem.detail || problem.title || t('signIn.failed'))
  return (
    <p role="alert" className="field-fault sign-in-fault">
      {sentence}
    </p>
  )
}
