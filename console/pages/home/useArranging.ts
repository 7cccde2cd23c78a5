import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { gridColumns, type PlacedTile } from './layout.ts'
import type { HomeModel } from './useHome.ts'

/** px: a row of the grid and the gap behind it. */
const rowStep = 28
const gap = 12

interface Drop {
  readonly name: string
  readonly after: boolean
}

const slotAt = (x: number, y: number) =>
  document.elementsFromPoint(x, y).find(element => element.matches('[data-slot]')) as HTMLElement | undefined

/** Moving and sizing one tile, by hand or by keys. Nothing moves until it is let go; a mark shows where it would go. */
export function useArranging(home: HomeModel, placed: PlacedTile) {
  const { name } = placed.tile
  const [drop, setDrop] = useState<Drop>()
  const [draft, setDraft] = useState<{ columns: number; rows: number }>()
  const start = useRef<{ x: number; y: number; step: number } | undefined>(undefined)

  const dropAt = ({ clientX, clientY }: PointerEvent): Drop | undefined => {
    const slot = slotAt(clientX, clientY)
    const target = slot?.dataset.slot
    if (!slot || !target || target === name) return undefined
    const box = slot.getBoundingClientRect()
    return { name: target, after: clientX > box.left + box.width / 2 }
  }
  const moving = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      start.current = { x: event.clientX, y: event.clientY, step: 0 }
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => start.current && setDrop(dropAt(event)),
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const target = start.current && dropAt(event)
      start.current = undefined
      setDrop(undefined)
      if (target) home.put(name, target.name, target.after)
    },
    onPointerCancel: () => {
      start.current = undefined
      setDrop(undefined)
    },
  }

  const sizeAt = ({ clientX, clientY }: PointerEvent) => {
    const { x, y, step } = start.current ?? { x: clientX, y: clientY, step: 1 }
    const columns = placed.columns + Math.round((clientX - x) / step)
    return {
      columns: Math.min(gridColumns, Math.max(4, columns)),
      rows: Math.max(4, placed.rows + Math.round((clientY - y) / rowStep)),
    }
  }
  const sizing = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const grid = event.currentTarget.closest<HTMLElement>('.bento')
      if (event.button !== 0 || !grid) return
      event.preventDefault()
      event.currentTarget.setPointerCapture(event.pointerId)
      start.current = { x: event.clientX, y: event.clientY, step: (grid.clientWidth + gap) / gridColumns }
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => start.current && setDraft(sizeAt(event)),
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const next = start.current && sizeAt(event)
      start.current = undefined
      setDraft(undefined)
      if (next) home.size(placed, next.columns, next.rows)
    },
    onPointerCancel: () => {
      start.current = undefined
      setDraft(undefined)
    },
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key] as 1 | -1 | undefined
    if (!event.altKey || by === undefined) return
    event.preventDefault()
    const across = event.key === 'ArrowLeft' || event.key === 'ArrowRight'
    if (!event.shiftKey) home.step(name, by)
    else home.size(placed, placed.columns + (across ? by : 0), placed.rows + (across ? 0 : by))
  }
  return { drop, draft, moving, sizing, onKeyDown }
}
