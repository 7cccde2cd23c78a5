import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey, request } from '../../app/api.ts'
import { EnrolTotp, type Secret } from '../sign-in/EnrolTotp.tsx'
import { AskPassword } from './AskPassword.tsx'
import { confirmed } from './confirmed.ts'
import { StepDialog } from './StepDialog.tsx'

export interface AddFactorProps {
  onDone(codes: readonly string[]): Promise<void>
  onClose(): void
}

/** The password, then the QR code and the first code of the app. */
export function AddTotp({ onDone, onClose }: AddFactorProps) {
  const { t } = useTranslation()
  const [secret, setSecret] = useState<Secret>()
  const [of] = useState(newKey)
  const title = t('account.factors.addTotp')
  if (!secret)
    return (
      <AskPassword
        title={title}
        text={t('account.factors.addText')}
        label={t('account.goOn')}
        onClose={onClose}
        run={async password => setSecret(await confirmed<Secret>('POST', '/user/factors/totp', password))}
      />
    )
  const confirm = async (code: string) => {
    const path = '/user/factors/totp/confirm'
    // A wrong code is answered with 401 too.
    const body = { code }
    const { recoveryCodes } = await request<{ recoveryCodes: string[] }>('POST', path, { body, expectsSession: false })
    await onDone(recoveryCodes)
  }
  return (
    <StepDialog title={title} onClose={onClose}>
      <EnrolTotp of={of} begin={async () => secret} confirm={confirm} />
    </StepDialog>
  )
}
