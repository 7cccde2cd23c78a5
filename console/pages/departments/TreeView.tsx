import { useVirtualizer } from '@tanstack/react-virtual'
import type { EntityMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.tsx'
import { NamingRow } from './NamingRow.tsx'
import { TreeLine } from './TreeLine.tsx'
import { isNode, type TreeNode } from './tree.ts'
import type { Moves } from './useMoves.ts'
import type { Naming } from './useNaming.ts'
import type { Tree } from './useTree.ts'
import { useTreeDrag } from './useTreeDrag.ts'
import { useTreeKeys } from './useTreeKeys.ts'

export interface TreeViewProps {
  readonly tree: Tree
  readonly moves: Moves
  readonly naming: Naming
  readonly may: EntityMeta['may']
  readonly selected: string | undefined
  onSelect(id: string | undefined): void
  onMoveTo(node: TreeNode): void
}

const heights: Record<string, number> = { comfortable: 40, standard: 34, compact: 30, touch: 52 }

/** Only what is in sight is in the document: a branch of five thousand scrolls like one of five. */
export function TreeView(props: TreeViewProps) {
  const { tree, naming, selected } = props
  const { t } = useTranslation()
  const { shown } = usePreferences()
  const box = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState<string | undefined>(selected)
  const height = heights[shown.density] ?? 34
  const virtual = useVirtualizer({
    count: tree.rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    overscan: 12,
    getItemKey: at => {
      const row = tree.rows[at]
      return row?.kind === 'node' ? row.node.id : `${row?.kind} ${row && 'parent' in row ? row.parent : ''}`
    },
  })
  const at = tree.rows.findIndex(row => row.kind === 'node' && row.node.id === current)
  const keys = useTreeKeys({ ...props, current: at, onCurrent: setCurrent })
  const [hovered, setHovered] = useState<string | undefined>()
  const drag = useTreeDrag(box, tree, props.moves)
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew when the rows have another height.
  useEffect(() => virtual.measure(), [height])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a move of the cursor scrolls.
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' })
  }, [current, at >= 0])
  return (
    <div
      ref={box}
      role="tree"
      aria-label={t('departments.tree')}
      aria-activedescendant={at >= 0 ? `department-${current}` : undefined}
      tabIndex={0}
      className="dept-tree"
      onKeyDown={keys}
      onPointerOver={({ target }) => setHovered((target as Element).closest<HTMLElement>('[data-node]')?.dataset.node)}
      onFocus={event => {
        const first = tree.rows[0]
        if (event.target === box.current && at < 0 && first?.kind === 'node') setCurrent(selected ?? first.node.id)
      }}
    >
      <div className="dept-rows" style={{ height: virtual.getTotalSize() }} role="presentation">
        {virtual.getVirtualItems().map(({ key, index, start }) => {
          const row = tree.rows[index]
          if (!row) return null
          const place = { transform: `translateY(${start}px)`, height, '--level': row.level } as never
          if (row.kind === 'waiting')
            return <div key={key} className="dept-row dept-waiting" style={place} role="presentation" />
          if (!isNode(row))
            return (
              <div key={key} className="dept-row" style={place} role="presentation">
                <NamingRow
                  label={t('departments.newName')}
                  onSave={name => naming.create(row.parent, name)}
                  onStop={() => {
                    naming.stop()
                    box.current?.focus()
                  }}
                  keepsOn
                />
              </div>
            )
          return (
            <TreeLine
              key={key}
              {...props}
              row={row}
              style={place}
              isCurrent={index === at}
              drop={drag.over?.id === row.node.id ? drag.over.edge : undefined}
              isHovered={hovered === row.node.id}
              dragged={drag.dragged}
              onCurrent={setCurrent}
              onRest={() => box.current?.focus()}
            />
          )
        })}
      </div>
    </div>
  )
}
