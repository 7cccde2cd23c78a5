import { type PointerEvent, useRef, useState } from 'react'

type Axis = 'x' | 'y'

/** Where something lands that is held at `now`, among neighbours with these middles. */
export function landing(middles: readonly number[], from: number, now: number): number {
  return middles.filter((middle, at) => at !== from && middle < now).length
}

const startsAfter = 5

/** Items of one parent, each with `data-place`, put into another order with the mouse; keys are the caller's. */
export function useReorder(axis: Axis, onMove: (from: number, to: number) => void) {
  const [held, setHeld] = useState<{ from: number; to: number } | null>(null)
  const latest = useRef(onMove)
  latest.current = onMove
  const at = (event: { clientX: number; clientY: number }) => (axis === 'x' ? event.clientX : event.clientY)

  const start = (from: number) => (event: PointerEvent<HTMLElement>) => {
    const item = event.currentTarget.closest('[data-place]')
    if (event.button !== 0 || !item?.parentElement) return
    const items = [...item.parentElement.children].filter(child => child.hasAttribute('data-place'))
    const middles = items.map(child => {
      const box = child.getBoundingClientRect()
      return axis === 'x' ? (box.left + box.right) / 2 : (box.top + box.bottom) / 2
    })
    const begin = at(event)
    let to: number | undefined
    const move = (moved: globalThis.PointerEvent) => {
      if (to === undefined && Math.abs(at(moved) - begin) < startsAfter) return
      to = landing(middles, from, at(moved))
      setHeld({ from, to })
    }
    const end = (ended: globalThis.PointerEvent) => {
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', end)
      window.removeEventListener('pointercancel', end)
      setHeld(null)
      if (to === undefined) return
      // The click that ends a drag is not one on what was dragged.
      window.addEventListener('click', swallow, { capture: true, once: true })
      setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0)
      if (ended.type === 'pointerup' && to !== from) latest.current(from, to)
    }
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', end)
    window.addEventListener('pointercancel', end)
  }
  /** Of the item at `place`: whether it is held, or something will land on its near or far side. */
  const mark = (place: number) => {
    if (!held) return undefined
    if (held.from === place) return 'held'
    return held.to === place ? (held.to > held.from ? 'after' : 'before') : undefined
  }
  return { start, mark }
}

const swallow = (event: Event) => {
  event.stopPropagation()
  event.preventDefault()
}
