import { Ellipsis } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionMenu, type MenuItem } from './ActionMenu.tsx'
import { Kbd } from './Kbd.tsx'

interface BulkAction {
  readonly key: string
  readonly label: string
  readonly icon: ReactNode
  readonly shortcut?: string
  readonly danger?: boolean
  readonly onRun: () => void
}
interface BulkBarProps {
  count: number
  actions: readonly BulkAction[]
  /** Verbs for which the bar has no room. */
  more?: readonly MenuItem[]
  onClear: () => void
  /** Between the count and the verbs: `Select all 114 matching`. */
  children?: ReactNode
}

/** Floats above the end of a list while rows are selected. Place it in a positioned container. */
export function BulkBar({ count, actions, more = [], onClear, children }: BulkBarProps) {
  const { t } = useTranslation()
  if (count === 0) return null
  return (
    <div className="bulk-bar" role="toolbar" aria-label={t('bulk.label')}>
      <span className="bulk-count" aria-live="polite">
        {t('bulk.selected', { count })}
      </span>
      {children}
      <i className="divider" />
      {actions.map(action => (
        <button key={action.key} type="button" onClick={action.onRun} data-danger={action.danger}>
          {action.icon}
          <span>{action.label}</span>
          {action.shortcut && <Kbd keys={action.shortcut} />}
        </button>
      ))}
      {more.length > 0 && <ActionMenu label={t('bulk.more')} icon={<Ellipsis size={15} />} items={more} />}
      <i className="divider" />
      <button type="button" className="quiet" onClick={onClear}>
        <span>{t('bulk.clear')}</span>
        <Kbd keys="esc" />
      </button>
    </div>
  )
}
export type { BulkAction }
