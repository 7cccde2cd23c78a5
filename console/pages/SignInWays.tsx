import { useQuery } from '@tanstack/react-query'
import { Fingerprint, LogIn } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../app/api.ts'
import { ApiProblem } from '../app/problem.ts'
import { mayUsePasskeys, showPasskey } from './sign-in/passkey.ts'
import type { Entering } from './sign-in/useStep.ts'

interface Provider {
  readonly id: string
  readonly name: string
}

/** The systems that vouch for addresses of this domain; asked once a whole one stands there. */
function useProviders(email: string): readonly Provider[] {
  const domain = useDeferredValue(/@([^@\s]+\.[^@\s.]{2,})$/.exec(email.trim())?.[1]?.toLowerCase())
  const { data } = useQuery({
    queryKey: ['session', 'sso', domain],
    queryFn: ({ signal }) =>
      request<{ data: readonly Provider[] }>('GET', '/auth/sso', {
        query: { domain },
        signal,
        expectsSession: false,
      }),
    enabled: domain !== undefined,
    staleTime: 60_000,
    retry: false,
  })
  return (domain !== undefined && data?.data) || []
}

/** The ways in beside a password. */
export function SignInWays({ email, entering }: { readonly email: string; readonly entering: Entering }) {
  const { t } = useTranslation()
  const providers = useProviders(email)
  if (!mayUsePasskeys() && providers.length === 0) return null
  return (
    <section className="sign-in-ways" aria-label={t('signIn.otherWays')}>
      <div className="demo-or">
        <span>{t('signIn.or')}</span>
      </div>
      {mayUsePasskeys() && <PasskeyWay entering={entering} />}
      {providers.map(({ id, name }) => (
        <a key={id} className="button-plain" href={`/api/v1/auth/sso/${encodeURIComponent(id)}/start`}>
          <LogIn size={16} aria-hidden />
          {t('signIn.with', { name })}
        </a>
      ))}
    </section>
  )
}

function PasskeyWay({ entering }: { readonly entering: Entering }) {
  const { t } = useTranslation()
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)
  const go = async () => {
    setBusy(true)
    setFault(undefined)
    try {
      const options = await request('POST', '/auth/passkey/options', { body: {}, expectsSession: false })
      const assertion = await showPasskey(options, t('signIn.passkeyCancelled'))
      await entering.enter(() => request('POST', '/auth/passkey', { body: { assertion }, expectsSession: false }))
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      setFault(problem.status === 0 ? t('signIn.unreachable') : problem.detail || t('signIn.failed'))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <button type="button" className="button-plain" aria-disabled={busy} onClick={() => !busy && go()}>
        <Fingerprint size={16} aria-hidden />
        {t('signIn.passkey')}
      </button>
      <p role="alert" className="field-fault">
        {fault}
      </p>
    </>
  )
}
