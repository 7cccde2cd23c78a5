import { type KeyboardEvent, useRef } from 'react'
import type { TreeViewProps } from './TreeView.tsx'
import { isNode, type NodeRow, placeByKey, type TreeRow } from './tree.ts'

interface TreeKeysProps extends TreeViewProps {
  /** The place of the active row; -1 while there is none. */
  readonly current: number
  onCurrent(id: string): void
}
const typeAheadPause = 700

/** The next row a key leads to. */
function stepOf(key: string, rows: readonly TreeRow[], at: number): NodeRow | undefined {
  const row = rows[at]
  if (key === 'ArrowDown' || (key === 'ArrowRight' && isNode(row) && row.isOpen)) return rows.slice(at + 1).find(isNode)
  if (key === 'ArrowUp') return rows.slice(0, Math.max(at, 0)).findLast(isNode)
  if (key === 'ArrowLeft' && isNode(row) && !row.isOpen)
    return rows.slice(0, at).findLast((other): other is NodeRow => isNode(other) && other.node.id === row.node.parent)
  if (key === 'Home') return rows.find(isNode)
  return key === 'End' ? rows.findLast(isNode) : undefined
}

/** Arrows walk and open, Alt with arrows moves, letters go to what begins with them, F2 renames, Enter shows. */
export function useTreeKeys({ tree, moves, naming, may, current, onCurrent, onSelect, onMoveTo }: TreeKeysProps) {
  const typed = useRef({ text: '', at: 0 })
  const typeAhead = (letter: string) => {
    const isOn = Date.now() - typed.current.at < typeAheadPause
    const text = ((isOn ? typed.current.text : '') + letter).toLowerCase()
    typed.current = { text, at: Date.now() }
    const from = isOn ? current : current + 1
    const order = [...tree.rows.slice(from), ...tree.rows.slice(0, from)]
    const hit = order.filter(isNode).find(({ node }) => node.name.toLowerCase().startsWith(text))
    if (hit) onCurrent(hit.node.id)
    return hit !== undefined
  }
  const moveBy = (key: string, row: NodeRow) => {
    const place = may.update && placeByKey(tree.branches, row.node, key)
    if (place) moves.move(row.node, place)
  }
  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return
    const row = tree.rows[current]
    const next = event.altKey ? undefined : stepOf(event.key, tree.rows, current)
    if (event.altKey && isNode(row) && event.key.startsWith('Arrow')) moveBy(event.key, row)
    else if (next) onCurrent(next.node.id)
    else if (!isNode(row)) return
    else if (event.key === 'ArrowRight' && row.node.children > 0) tree.setOpen([row.node.id], true)
    else if (event.key === 'ArrowLeft' && row.isOpen) tree.setOpen([row.node.id], false)
    else if (event.key === 'Enter' || event.key === ' ') onSelect(row.node.id)
    else if (event.key === 'F2' && may.update) naming.startRename(row.node.id)
    else if (event.key === 'Insert' && may.create) naming.startCreate(row.node.id)
    else if (event.key === 'F6' && may.update) onMoveTo(row.node)
    else if (event.key.length !== 1 || event.key === '/' || event.altKey || !typeAhead(event.key)) return
    event.preventDefault()
    event.stopPropagation()
  }
}
