import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from './class-names.ts'

export interface ViewTab {
  readonly key: string
  readonly label: string
  readonly count?: string | number | undefined
  readonly icon?: ReactNode
  /** The view's filters were changed and not saved. */
  readonly dirty?: boolean
}
interface ViewTabsProps {
  label: string
  tabs: readonly ViewTab[]
  current: string
  onSelect: (key: string) => void
  /** `line` underlines the chosen one, as on a record page. */
  look?: 'fill' | 'line'
  /** Id of the element the tabs fill. */
  controls?: string | undefined
}
const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 }

/** Tabs with counts; arrow keys move, one Tab stop for all. They scroll sideways when they do not fit. */
export function ViewTabs({ label, tabs, current, onSelect, look = 'fill', controls }: ViewTabsProps) {
  const { t } = useTranslation()
  const list = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent) => {
    const at = tabs.findIndex(tab => tab.key === current)
    const next = tabs[(at + (steps[event.key] ?? 0) + tabs.length) % tabs.length]
    if (!next || !(event.key in steps)) return
    event.preventDefault()
    onSelect(next.key)
    list.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(next.key)}"]`)?.focus()
  }
  return (
    <div
      ref={list}
      role="tablist"
      aria-label={label}
      data-tour={look === 'fill' ? 'views' : undefined}
      className={cx('view-tabs', `view-tabs-${look}`)}
      onKeyDown={move}
    >
      {tabs.map(tab => (
        <button
          key={tab.key}
          type="button"
          role="tab"
          data-key={tab.key}
          aria-selected={tab.key === current}
          aria-controls={controls}
          tabIndex={tab.key === current ? 0 : -1}
          className="view-tab"
          onClick={() => onSelect(tab.key)}
        >
          {tab.icon}
          <span>{tab.label}</span>
          {tab.count !== undefined && <span className="view-tab-count">{tab.count}</span>}
          {tab.dirty && <i className="view-tab-dirty" role="img" aria-label={t('view.unsaved')} />}
        </button>
      ))}
    </div>
  )
}
