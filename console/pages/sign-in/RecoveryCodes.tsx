import { Button } from 'antd'
import { Copy, Download, Printer } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { saveText } from './saveText.ts'

interface RecoveryCodesProps {
  readonly codes: readonly string[]
  /** Of the button that goes on once they are kept. */
  readonly label: string
  onKept(): void
}

/** Shown once: to be kept somewhere else than the device that may be lost. */
export function RecoveryCodes({ codes, label, onKept }: RecoveryCodesProps) {
  const { t } = useTranslation()
  const kept = useId()
  const [isKept, setKept] = useState(false)
  const [asked, setAsked] = useState(false)
  const [copied, setCopied] = useState(false)
  const text = codes.join('\n')
  const copy = () => navigator.clipboard?.writeText(text).then(() => setCopied(true))
  return (
    <div className="sign-in-form">
      <ol className="recovery-codes">
        {codes.map(code => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="recovery-ways">
        <Button icon={<Download size={14} />} onClick={() => saveText(t('codes.file'), `${text}\n`)}>
          {t('codes.save')}
        </Button>
        <Button icon={<Copy size={14} />} onClick={copy}>
          <span aria-live="polite">{t(copied ? 'copy.copied' : 'copy.copy')}</span>
        </Button>
        <Button icon={<Printer size={14} />} onClick={() => print()}>
          {t('codes.print')}
        </Button>
      </div>
      <label className="sign-in-check" htmlFor={kept}>
        <input
          id={kept}
          type="checkbox"
          checked={isKept}
          aria-invalid={asked && !isKept}
          onChange={event => setKept(event.target.checked)}
        />
        {t('codes.kept')}
      </label>
      <p role="alert" className="field-fault">
        {asked && !isKept && t('codes.keepFirst')}
      </p>
      <button type="button" className="button-primary" onClick={() => (isKept ? onKept() : setAsked(true))}>
        {label}
      </button>
    </div>
  )
}
