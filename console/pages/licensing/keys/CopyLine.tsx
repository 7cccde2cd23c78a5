import { Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { copyText } from '../../../generic/record/copyLink.ts'
import { IconButton } from '../../../ui/IconButton.tsx'

interface CopyLineProps {
  readonly label: string
  readonly text: string
  /** Said once it is copied. */
  readonly copied: string
}

/** A name and a machine's text, as it is and to be copied. */
export function CopyLine({ label, text, copied }: CopyLineProps) {
  const { t } = useTranslation()
  return (
    <div className="copy-line">
      <span className="quiet small">{label}</span>
      <code className="ellipsis">{text}</code>
      <IconButton size="small" label={t('signingKeys.copy', { what: label })} onClick={() => copyText(text, copied)}>
        <Copy size={14} />
      </IconButton>
    </div>
  )
}
