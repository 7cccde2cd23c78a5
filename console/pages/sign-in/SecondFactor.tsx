import { ArrowRight, Fingerprint, KeyRound, Smartphone } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import type { ApiProblem } from '../../app/problem.ts'
import { LabelledField } from '../LabelledField.tsx'
import { CodeField } from './CodeField.tsx'
import { mayUsePasskeys, showPasskey } from './passkey.ts'
import type { FactorKind, Step } from './steps.ts'
import { useAttempt } from './useAttempt.ts'
import type { Entering } from './useStep.ts'

type Asked = Extract<Step, { ask: 'secondFactor' }>
interface SecondFactorProps {
  readonly step: Asked
  readonly enter: Entering['enter']
}
const icons = { totp: <Smartphone size={16} />, passkey: <Fingerprint size={16} />, recovery: <KeyRound size={16} /> }
const order: readonly FactorKind[] = ['totp', 'passkey', 'recovery']

/** The proof beside the password: one of those the account has, the others one press away. */
export function SecondFactor({ step, enter }: SecondFactorProps) {
  const { t } = useTranslation()
  const offered = order.filter(kind => step.factors.includes(kind) && (kind !== 'passkey' || mayUsePasskeys()))
  const [kind, setKind] = useState<FactorKind>(offered[0] ?? 'recovery')
  const [trustDevice, setTrust] = useState(false)
  const trust = useId()
  const { busy, problem, attempt, forget } = useAttempt()
  const show = (shown: object) =>
    attempt(() =>
      enter(() =>
        request('POST', '/auth/second-factor', {
          body: { challenge: step.challenge, trustDevice, ...shown },
          expectsSession: false,
        }),
      ),
    )
  const usePasskey = () =>
    attempt(async () => {
      const options = await request('POST', '/auth/second-factor/options', {
        body: { challenge: step.challenge },
        expectsSession: false,
      })
      const assertion = await showPasskey(options, t('factor.passkeyCancelled'))
      await enter(() =>
        request('POST', '/auth/second-factor', {
          body: { challenge: step.challenge, kind: 'passkey', assertion, trustDevice },
          expectsSession: false,
        }),
      )
    })
  const choose = (next: FactorKind) => {
    forget()
    setKind(next)
  }
  const shared = { busy, fault: sentenceOf(problem, t) }
  return (
    <div className="sign-in-form">
      {kind === 'totp' && (
        <CodeField label={t('factor.code')} {...shared} onWhole={code => show({ kind: 'totp', code })} />
      )}
      {kind === 'recovery' && <Recovery {...shared} onSend={code => show({ kind: 'recovery', code })} />}
      {kind === 'passkey' && <Passkey {...shared} onUse={usePasskey} />}
      <label className="sign-in-check" htmlFor={trust}>
        <input id={trust} type="checkbox" checked={trustDevice} onChange={event => setTrust(event.target.checked)} />
        {t('factor.trust')}
      </label>
      <div className="sign-in-others">
        {offered
          .filter(other => other !== kind)
          .map(other => (
            <button key={other} type="button" className="button-plain" onClick={() => choose(other)}>
              {icons[other]}
              {t(`factor.use.${other}`)}
            </button>
          ))}
      </div>
    </div>
  )
}

export const sentenceOf = (problem: ApiProblem | undefined, t: (key: string) => string) =>
  problem && (problem.status === 0 ? t('signIn.unreachable') : problem.detail || problem.title || t('signIn.failed'))

interface Way {
  readonly busy: boolean
  readonly fault: string | undefined
}

function Passkey({ busy, fault, onUse }: Way & { onUse(): void }) {
  const { t } = useTranslation()
  return (
    <>
      <button type="button" className="button-primary" aria-disabled={busy} onClick={onUse}>
        <Fingerprint size={16} aria-hidden />
        {t('factor.usePasskey')}
      </button>
      <p role="alert" className="field-fault">
        {fault}
      </p>
    </>
  )
}

function Recovery({ busy, fault, onSend }: Way & { onSend(code: string): void }) {
  const { t } = useTranslation()
  const [missing, setMissing] = useState(false)
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const code = String(new FormData(event.currentTarget).get('recovery') ?? '').trim()
    setMissing(code === '')
    if (code !== '' && !busy) onSend(code)
  }
  return (
    <form className="sign-in-form" noValidate onSubmit={send}>
      <LabelledField
        label={t('factor.recovery')}
        fault={missing ? t('factor.recoveryMissing') : fault}
        hint={t('factor.recoveryHint')}
        control={described => (
          <input
            {...described}
            name="recovery"
            className="input-large code-text"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            // biome-ignore lint/a11y/noAutofocus: the step was asked for with the button just pressed.
            autoFocus
          />
        )}
      />
      <button type="submit" className="button-primary" aria-disabled={busy} data-busy={busy}>
        {t('factor.go')}
        <ArrowRight size={16} aria-hidden />
      </button>
    </form>
  )
}
