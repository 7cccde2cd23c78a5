import { Bookmark, Star, Table2, UsersRound } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useReorder } from '../useReorder.ts'

export interface TabOfView {
  readonly key: string
  readonly label: string
  readonly count?: string | undefined
  readonly kind: 'all' | 'builtIn' | 'personal' | 'team'
  readonly opens: boolean
  readonly dirty: boolean
}

interface ViewTabBarProps {
  readonly tabs: readonly TabOfView[]
  readonly current: string
  onSelect(key: string): void
  onMove(from: number, to: number): void
  onMenu(): void
}

const icons = {
  all: <Table2 size={14} aria-hidden />,
  builtIn: null,
  personal: <Bookmark size={13} aria-hidden />,
  team: <UsersRound size={13} aria-hidden />,
}
const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 }

/** The views of a list: arrow keys choose, with Alt they move the tab, as dragging does. */
export function ViewTabBar({ tabs, current, onSelect, onMove, onMenu }: ViewTabBarProps) {
  const { t } = useTranslation()
  const list = useRef<HTMLDivElement>(null)
  const drag = useReorder('x', onMove)
  // The one that is open is in sight, however many there are.
  useEffect(() => {
    list.current
      ?.querySelector(`[data-key="${CSS.escape(current)}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [current])
  const focus = (key: string) =>
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus())
  const keys = (event: KeyboardEvent) => {
    const step = steps[event.key]
    const at = tabs.findIndex(tab => tab.key === current)
    const to = at + (step ?? 0)
    if (!step || !tabs[at]) return
    event.preventDefault()
    if (event.altKey) {
      if (tabs[to]) onMove(at, to)
      return focus(current)
    }
    const next = tabs[(to + tabs.length) % tabs.length]
    if (next) onSelect(next.key)
    if (next) focus(next.key)
  }
  return (
    <div
      ref={list}
      role="tablist"
      data-tour="views"
      aria-label={t('generic.list.views')}
      aria-description={t('generic.view.keys')}
      className="view-tabs view-tabs-fill"
      onKeyDown={keys}
    >
      {tabs.map((tab, at) => (
        <button
          key={tab.key}
          type="button"
          role="tab"
          data-key={tab.key}
          data-place={at}
          data-drag={drag.mark(at)}
          aria-selected={tab.key === current}
          tabIndex={tab.key === current ? 0 : -1}
          className="view-tab"
          onPointerDown={event => event.pointerType !== 'touch' && drag.start(at)(event)}
          onClick={() => onSelect(tab.key)}
          onContextMenu={event => {
            event.preventDefault()
            if (tab.key === current) onMenu()
            else onSelect(tab.key)
          }}
        >
          {icons[tab.kind]}
          <span>{tab.label}</span>
          {tab.count !== undefined && <span className="view-tab-count">{tab.count}</span>}
          {tab.opens && <Star size={11} aria-label={t('generic.view.opensFirst')} className="view-tab-star" />}
          {tab.dirty && <i className="view-tab-dirty" role="img" aria-label={t('view.unsaved')} />}
        </button>
      ))}
    </div>
  )
}
