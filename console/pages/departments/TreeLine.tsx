import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { ChevronRight, Users } from 'lucide-react'
import { type CSSProperties, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { type Edge, edgeAt } from '../../ui/drop-edge.ts'
import { LineMenu } from './LineMenu.tsx'
import { NamingRow } from './NamingRow.tsx'
import type { TreeViewProps } from './TreeView.tsx'
import type { NodeRow } from './tree.ts'

interface TreeLineProps extends TreeViewProps {
  readonly row: NodeRow
  readonly style: CSSProperties
  readonly isCurrent: boolean
  readonly isHovered: boolean
  /** Which department is held, if any is. */
  readonly dragged: string | undefined
  readonly drop: Edge | undefined
  onCurrent(id: string): void
  /** Gives the focus back to the tree. */
  onRest(): void
}

/** The row under the mouse can be taken; while one is held each takes it before, into or after itself. */
function useDraggable(row: TreeLineProps['row'], isHovered: boolean, isAnyHeld: boolean) {
  const line = useRef<HTMLDivElement>(null)
  const latest = useRef(row)
  latest.current = row
  useEffect(() => {
    const element = line.current
    return element && isHovered ? draggable({ element, getInitialData: () => ({ row: latest.current }) }) : undefined
  }, [isHovered])
  useEffect(() => {
    const element = line.current
    return element && isAnyHeld
      ? dropTargetForElements({
          element,
          getData: ({ input }) => ({ row: latest.current, edge: edgeAt(element, input.clientY) }),
          canDrop: ({ source }) => source.data.row !== undefined,
        })
      : undefined
  }, [isAnyHeld])
  return line
}

export function TreeLine(props: TreeLineProps) {
  const { row, tree, naming, may, style, isCurrent, isHovered, dragged, drop, selected, onSelect, onCurrent, onRest } =
    props
  const { t } = useTranslation()
  const { node } = row
  const { phone } = usePreferences()
  const isHeld = dragged === node.id
  const line = useDraggable(row, may.update && (isHovered || isHeld), dragged !== undefined)
  const isRenaming = naming.renaming === node.id
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree answers the keys of all its rows.
    // biome-ignore lint/a11y/useFocusableInteractive: the tree keeps the focus and names this row its active one.
    <div
      ref={line}
      id={`department-${node.id}`}
      role="treeitem"
      aria-level={row.level + 1}
      aria-setsize={row.of}
      aria-posinset={row.at}
      aria-expanded={node.children > 0 ? row.isOpen : undefined}
      aria-selected={selected === node.id}
      aria-label={node.name}
      className="dept-row"
      data-current={isCurrent || undefined}
      data-node={node.id}
      data-dragged={isHeld || undefined}
      data-drop={drop}
      style={style}
      onClick={() => {
        onCurrent(node.id)
        onSelect(node.id)
      }}
    >
      {node.children > 0 ? (
        <button
          type="button"
          className="dept-fold"
          tabIndex={-1}
          aria-label={t(row.isOpen ? 'departments.fold' : 'departments.open', { name: node.name })}
          data-open={row.isOpen || undefined}
          onClick={event => {
            event.stopPropagation()
            tree.setOpen([node.id], !row.isOpen)
          }}
        >
          <ChevronRight size={14} aria-hidden />
        </button>
      ) : (
        <i className="dept-fold" />
      )}
      {isRenaming ? (
        <NamingRow
          label={t('departments.name')}
          name={node.name}
          onSave={name => naming.rename(node, name)}
          onStop={() => {
            naming.stop()
            onRest()
          }}
        />
      ) : (
        <>
          <span className="dept-name ellipsis">{node.name}</span>
          {node.code && <span className="code quiet small">{node.code}</span>}
          <span className="spread" />
          <Heads heads={node.heads} />
          {node.members !== null && (
            <span className="dept-count num" data-tip={t('departments.members', { count: node.members })}>
              <Users size={13} aria-hidden /> {node.members}
              <span className="visually-hidden">{t('departments.members', { count: node.members })}</span>
            </span>
          )}
          {isCurrent || isHovered || phone || selected === node.id ? (
            <LineMenu {...props} />
          ) : (
            <i className="dept-menu" />
          )}
        </>
      )}
    </div>
  )
}

function Heads({ heads }: { readonly heads: readonly { readonly id: string; readonly name: string }[] }) {
  if (heads.length === 0) return null
  const names = heads.map(({ name }) => name).join('、')
  return (
    <span className="dept-heads" data-tip={names}>
      {heads.slice(0, 2).map(({ id, name }) => (
        <Avatar key={id} name={name} size={18} />
      ))}
      <span className="ellipsis">{names}</span>
    </span>
  )
}
