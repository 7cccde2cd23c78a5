import { Fingerprint } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { EnrolTotp, type Secret } from './EnrolTotp.tsx'
import { makePasskey, mayUsePasskeys, nameOfThisDevice } from './passkey.ts'
import { sentenceOf } from './SecondFactor.tsx'
import { useAttempt } from './useAttempt.ts'
import type { Entering } from './useStep.ts'

interface EnrolmentProps {
  readonly challenge: string
  readonly enter: Entering['enter']
}
const path = '/auth/second-factor/enrol'

/** The organisation asks for a second factor and the account has none yet. */
export function Enrolment({ challenge, enter }: EnrolmentProps) {
  const { t } = useTranslation()
  const { busy, problem, attempt } = useAttempt()
  const post = <T,>(below: string, body: object = {}) =>
    request<T>('POST', `${path}${below}`, { body: { challenge, ...body }, expectsSession: false })
  const usePasskey = () =>
    attempt(async () => {
      const attestation = await makePasskey(await post('/passkey/options'), t('factor.passkeyCancelled'))
      await enter(() => post('/passkey', { name: nameOfThisDevice(), attestation }))
    })
  return (
    <>
      <EnrolTotp
        of={challenge}
        begin={() => post<Secret>('')}
        confirm={code => enter(() => post('/confirm', { code }))}
      />
      {mayUsePasskeys() && (
        <div className="sign-in-others">
          <button type="button" className="button-plain" aria-disabled={busy} onClick={usePasskey}>
            <Fingerprint size={16} aria-hidden />
            {t('enrol.passkeyInstead')}
          </button>
          <p role="alert" className="field-fault">
            {sentenceOf(problem, t)}
          </p>
        </div>
      )}
    </>
  )
}
