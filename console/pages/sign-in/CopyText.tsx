import { Button } from 'antd'
import { Check, Copy } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface CopyTextProps {
  readonly label: string
  readonly text: string
  /** As it is shown, where that is easier to read than what is copied. */
  readonly shown?: string
}

/** A text that is shown this once, and copied with one press. */
export function CopyText({ label, text, shown = text }: CopyTextProps) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    input.current?.select()
    // Plain HTTP on a local network has no clipboard API; the selection is copied as by hand.
    const done = navigator.clipboard
      ? await navigator.clipboard.writeText(text).then(
          () => true,
          () => false,
        )
      : false
    setCopied(done || document.execCommand('copy'))
  }
  return (
    <div className="invite-link">
      <input
        ref={input}
        className="input-large code-text"
        aria-label={label}
        value={shown}
        readOnly
        onFocus={event => event.currentTarget.select()}
      />
      <Button size="large" icon={copied ? <Check size={15} /> : <Copy size={15} />} onClick={copy}>
        <span aria-live="polite">{t(copied ? 'copy.copied' : 'copy.copy')}</span>
      </Button>
    </div>
  )
}
