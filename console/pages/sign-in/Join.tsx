import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { useLinkText } from '../../app/link-token.ts'
import { ApiProblem } from '../../app/problem.ts'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { LabelledField } from '../LabelledField.tsx'
import { SignInFrame } from '../SignInFrame.tsx'
import { JoinForm } from './JoinForm.tsx'
import './sign-in.css'

export interface Invitation {
  readonly organisation: string
  readonly inviter: string | null
  readonly email: string | null
  readonly domain: string | null
  readonly needsApproval: boolean
}

/** Where an invitation leads: by its link, or by a code typed from paper. */
export function Join() {
  const linked = useLinkText()
  const [typed, setTyped] = useState<string>()
  const token = typed ?? linked
  if (!token) return <EnterCode onCode={setTyped} />
  return <Invited key={token} token={token} onAnother={() => setTyped('')} />
}

function Invited({ token, onAnother }: { readonly token: string; onAnother(): void }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery({
    queryKey: ['session', 'invitation', token],
    queryFn: ({ signal }) =>
      request<Invitation>('GET', '/auth/invitation', { query: { token }, signal, expectsSession: false }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })
  if (data) return <JoinForm token={token} invitation={data} />
  if (!error) return <Waiting />
  const isGone = error instanceof ApiProblem && error.status === 410
  return (
    <SignInFrame title={t(isGone ? 'join.gone' : 'join.codeTitle')} lead={isGone ? t('join.goneText') : ''}>
      <div className="sign-in-form">
        {!isGone && <ErrorBlock problem={error} onRetry={() => refetch()} />}
        <button type="button" className="link sign-in-back" onClick={onAnother}>
          {t('join.other')}
        </button>
      </div>
    </SignInFrame>
  )
}

function Waiting() {
  const { t } = useTranslation()
  return (
    <SignInFrame title={t('join.codeTitle')} lead="">
      <div aria-busy />
    </SignInFrame>
  )
}

function EnterCode({ onCode }: { onCode(code: string): void }) {
  const { t } = useTranslation()
  const [missing, setMissing] = useState(false)
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const code = String(new FormData(event.currentTarget).get('invitation') ?? '').trim()
    setMissing(code === '')
    if (code) onCode(code)
  }
  return (
    <SignInFrame title={t('join.codeTitle')} lead={t('join.codeLead')}>
      <form className="sign-in-form" noValidate onSubmit={send}>
        <LabelledField
          label={t('join.code')}
          fault={missing ? t('join.codeMissing') : undefined}
          control={described => (
            <input
              {...described}
              name="invitation"
              className="input-large code-text"
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              // biome-ignore lint/a11y/noAutofocus: it is the one thing this page asks.
              autoFocus
            />
          )}
        />
        <button type="submit" className="button-primary">
          {t('join.codeGo')}
        </button>
      </form>
    </SignInFrame>
  )
}
