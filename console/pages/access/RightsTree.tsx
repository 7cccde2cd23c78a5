import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Resource, RightsNode } from './model/catalog.ts'
import { flip, flipMute } from './model/grants.ts'
import type { VisibleRow } from './model/visible.ts'
import type { RightsProps } from './Rights.tsx'
import { RightsRow } from './RightsRow.tsx'

interface RightsTreeProps extends RightsProps {
  readonly rows: readonly VisibleRow[]
  readonly open: ReadonlySet<string>
  readonly looked: Resource | undefined
  onOpen(open: ReadonlySet<string>): void
  onLook(resource: Resource | undefined): void
}

const parentOf = (rows: readonly VisibleRow[], at: number) =>
  rows.findLastIndex(({ node }, index) => index < at && node.level < (rows[at]?.node.level ?? 0))

/** The row a key moves to, or undefined where it does something else. */
function target(key: string, rows: readonly VisibleRow[], at: number): number | undefined {
  const row = rows[at]
  if (key === 'ArrowDown') return Math.min(at + 1, rows.length - 1)
  if (key === 'ArrowUp') return Math.max(at - 1, 0)
  if (key === 'Home') return 0
  if (key === 'End') return rows.length - 1
  if (key === 'ArrowRight' && row?.isOpen) return Math.min(at + 1, rows.length - 1)
  if (key === 'ArrowLeft' && !(row?.isOpen && row.node.level > 0)) return Math.max(parentOf(rows, at), 0)
  return undefined
}

/** A tree: arrows move and open, Space gives or takes, Enter opens the rows and fields, M mutes. */
export function RightsTree(props: RightsTreeProps) {
  const { rows, open, onOpen, onLook, grants, root, onChange } = props
  const { t } = useTranslation()
  const [current, setCurrent] = useState('*')
  const grid = useRef<HTMLDivElement>(null)
  const at = Math.max(
    0,
    rows.findIndex(({ node }) => node.pattern === current),
  )
  const go = (next: number) => {
    const row = rows[next]
    if (!row) return
    setCurrent(row.node.pattern)
    if (row.node.resource) onLook(row.node.resource)
    grid.current?.querySelector<HTMLElement>(`[data-pattern="${CSS.escape(row.node.pattern)}"]`)?.focus()
  }
  const fold = ({ pattern }: RightsNode) => {
    const next = new Set(open)
    if (!next.delete(pattern)) next.add(pattern)
    onOpen(next)
  }
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    const row = rows[at]
    const isRow = event.target instanceof HTMLElement && event.target.dataset.pattern !== undefined
    if (!row || !isRow || event.ctrlKey || event.metaKey || event.altKey) return
    const next = target(event.key, rows, at)
    const isFold = (event.key === 'ArrowRight' && !row.isOpen) || (event.key === 'ArrowLeft' && row.isOpen)
    if (next !== undefined) go(next)
    else if (isFold && row.node.children.length > 0) fold(row.node)
    else if (event.key === ' ') onChange?.(flip(grants, root, row.node))
    else if (event.key === 'Enter')
      event.currentTarget.querySelector<HTMLElement>('[aria-selected=true] .grant')?.click()
    else if (event.key.toLowerCase() === 'm') onChange?.(flipMute(grants, row.node.pattern))
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div ref={grid} role="tree" aria-label={t('access.role.rights')} className="rights-tree" onKeyDown={keys}>
      <div className="rights-row rights-head" aria-hidden>
        <span>{t('access.column.right')}</span>
        <span>{t('access.column.rows')}</span>
      </div>
      {rows.map((row, index) => (
        <RightsRow
          key={row.node.pattern}
          {...props}
          row={row}
          isCurrent={index === at}
          onFocus={() => {
            setCurrent(row.node.pattern)
          }}
          onPick={() => {
            setCurrent(row.node.pattern)
            onLook(row.node.resource)
          }}
          onFold={() => fold(row.node)}
        />
      ))}
    </div>
  )
}
