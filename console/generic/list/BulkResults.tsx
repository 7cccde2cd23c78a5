import { Button } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/Dialog.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import type { Result } from '../record/useWrites.ts'
import { useFirstFocus } from '../useFirstFocus.ts'

export interface NamedResult extends Result {
  readonly title: string
}

interface BulkResultsProps {
  readonly label: string
  readonly list: readonly NamedResult[]
  onClose(): void
}

/** Which records did not follow, and why; those that did need no line each. */
export function BulkResults({ label, list, onClose }: BulkResultsProps) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  useFirstFocus(box)
  const failed = list.filter(result => !result.ok)
  return (
    <Dialog label={label} className="confirm results" onClose={onClose}>
      <div className="panel-form" ref={box}>
        <header>
          <h2>{label}</h2>
        </header>
        <div className="panel-scroll">
          <p>{t('generic.bulk.outcome', { done: list.length - failed.length, failed: failed.length })}</p>
          <ul className="result-list">
            {failed.map(({ id, title, problem }) => (
              <li key={id}>
                <StatusGlyph tone="risk" />
                <b className="ellipsis">{title}</b>
                <span className="secondary">{problem?.detail ?? problem?.title ?? problem?.code}</span>
              </li>
            ))}
          </ul>
        </div>
        <footer>
          <Button type="primary" onClick={onClose}>
            {t('generic.form.close')}
          </Button>
        </footer>
      </div>
    </Dialog>
  )
}
