import { useTranslation } from 'react-i18next'
import { RecoveryCodes } from '../sign-in/RecoveryCodes.tsx'
import { StepDialog } from './StepDialog.tsx'

/** Closes only once somebody says that the codes are kept: they are never shown again. */
export function KeepCodes({ codes, onClose }: { readonly codes: readonly string[]; onClose(): void }) {
  const { t } = useTranslation()
  return (
    <StepDialog title={t('codes.title')} persistent onClose={onClose}>
      <p className="secondary">{t('codes.lead')}</p>
      <RecoveryCodes codes={codes} label={t('account.close')} onKept={onClose} />
    </StepDialog>
  )
}
