import { useTranslation } from 'react-i18next'
import { copyText } from './copyLink.ts'

/** What a record is called; a click copies it, for a mail or a chat. */
export function CopyCode({ text }: { readonly text: string }) {
  const { t } = useTranslation()
  const label = t('record.copyCode', { text })
  return (
    <button
      type="button"
      className="copy-code ellipsis"
      data-tip={label}
      aria-description={label}
      onClick={() => copyText(text, t('record.codeCopied', { text }))}
    >
      {text}
    </button>
  )
}
