import { useTranslation } from 'react-i18next'
import { useSession } from '../../../app/session.tsx'
import { CopyLine } from './CopyLine.tsx'
import '../licensing.css'

/** Where products fetch the keys that licence files are checked with, and what was taken back. */
export function KeyAddresses() {
  const { t } = useTranslation()
  const { tenant } = useSession()
  const at = (what: string) => `${location.origin}/.well-known/${what}?organisation=${encodeURIComponent(tenant.slug)}`
  const copied = t('signingKeys.addressCopied')
  return (
    <div className="above key-addresses">
      <CopyLine label={t('signingKeys.keysAt')} text={at('license-keys')} copied={copied} />
      <CopyLine label={t('signingKeys.revocationsAt')} text={at('license-revocations')} copied={copied} />
    </div>
  )
}
