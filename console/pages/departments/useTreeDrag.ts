import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Edge } from '../../ui/drop-edge.ts'
import { isWithin, type NodeRow, placeAt } from './tree.ts'
import type { Moves } from './useMoves.ts'
import type { Tree } from './useTree.ts'

interface Over {
  readonly id: string
  readonly edge: Edge
}
const openAfter = 600
const scrollZone = 36

/** Scrolls while something is held near the upper or lower end. */
function scrollBy(box: HTMLElement | null, y: number) {
  if (!box) return
  const { top, bottom } = box.getBoundingClientRect()
  if (y < top + scrollZone) box.scrollTop -= 14
  else if (y > bottom - scrollZone) box.scrollTop += 14
}

/** What is dragged, and where it would come to lie; a closed branch opens when something is held over it. */
export function useTreeDrag(box: RefObject<HTMLElement | null>, tree: Tree, moves: Moves) {
  const [over, setOver] = useState<Over | undefined>()
  const [dragged, setDragged] = useState<string | undefined>()
  const latest = useRef({ tree, moves })
  latest.current = { tree, moves }
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let held = ''
    const hold = (row: NodeRow, edge: Edge) => {
      const key = `${row.node.id} ${edge}`
      if (key === held) return
      held = key
      clearTimeout(timer)
      if (edge === 'into' && row.node.children > 0 && !row.isOpen)
        timer = setTimeout(() => latest.current.tree.setOpen([row.node.id], true), openAfter)
    }
    const end = () => {
      clearTimeout(timer)
      held = ''
      setOver(undefined)
      setDragged(undefined)
    }
    const cleanUp = monitorForElements({
      canMonitor: ({ source }) => source.data.row !== undefined,
      onDragStart: ({ source }) => setDragged((source.data.row as NodeRow).node.id),
      onDrag: ({ source, location }) => {
        scrollBy(box.current, location.current.input.clientY)
        const target = location.current.dropTargets[0]?.data as { row: NodeRow; edge: Edge } | undefined
        const { node } = source.data.row as NodeRow
        const isAllowed = target && !isWithin(latest.current.tree.branches, target.row.node.id, node.id)
        setOver(isAllowed ? { id: target.row.node.id, edge: target.edge } : undefined)
        if (target) hold(target.row, target.edge)
      },
      onDrop: ({ source, location }) => {
        const target = location.current.dropTargets[0]?.data as { row: NodeRow; edge: Edge } | undefined
        const { tree, moves } = latest.current
        end()
        if (target) moves.move((source.data.row as NodeRow).node, placeAt(tree.branches, target.row, target.edge))
      },
    })
    return () => {
      clearTimeout(timer)
      cleanUp()
    }
  }, [box])
  return { over, dragged }
}
