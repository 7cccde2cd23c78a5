import { useTranslation } from 'react-i18next'
import type { PartProps } from '../../../generic/record/parts.ts'
import { CopyLine } from './CopyLine.tsx'
import '../licensing.css'

/** The half that products carry to check licence files with: there to be copied. */
export function PublicKey({ row }: PartProps) {
  const { t } = useTranslation()
  if (typeof row.publicKey !== 'string') return null
  return (
    <section className="key-panel" aria-label={t('signingKeys.publicKey')}>
      <CopyLine label={t('signingKeys.publicKey')} text={row.publicKey} copied={t('signingKeys.keyCopied')} />
      <p className="quiet small">{t('signingKeys.publicText')}</p>
    </section>
  )
}
