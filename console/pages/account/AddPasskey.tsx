import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { makePasskey, nameOfThisDevice } from '../sign-in/passkey.ts'
import type { AddFactorProps } from './AddTotp.tsx'
import { AskPassword } from './AskPassword.tsx'
import { confirmed } from './confirmed.ts'

/** The password, then the browser's own dialog. */
export function AddPasskey({ onDone, onClose }: AddFactorProps) {
  const { t } = useTranslation()
  const make = async (password: string) => {
    const options = await confirmed('POST', '/user/passkeys/options', password)
    const attestation = await makePasskey(options, t('factor.passkeyCancelled'))
    const body = { name: nameOfThisDevice(), attestation }
    const { recoveryCodes } = await request<{ recoveryCodes: string[] }>('POST', '/user/passkeys', { body })
    await onDone(recoveryCodes)
  }
  return (
    <AskPassword
      title={t('account.passkeys.add')}
      text={t('account.passkeys.addText')}
      label={t('account.goOn')}
      onClose={onClose}
      run={make}
    />
  )
}
