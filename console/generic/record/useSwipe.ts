import { type TouchEvent, useRef } from 'react'

const farEnough = 70
/** A finger that goes more across than this share of up or down is turning the page. */
const flat = 2

/** What moves sideways by itself keeps the finger. */
const scrollsSideways = (target: EventTarget, top: Element) => {
  for (let at = target as Element | null; at && at !== top; at = at.parentElement)
    if (at.scrollWidth > at.clientWidth + 1 && getComputedStyle(at).overflowX !== 'visible') return true
  return false
}

/** A swipe across the page: to the left for the next record, to the right for the one before. */
export function useSwipe(previous: (() => void) | undefined, next: (() => void) | undefined) {
  const from = useRef<{ readonly x: number; readonly y: number }>(null)
  return {
    onTouchStart(event: TouchEvent) {
      const touch = event.touches.length === 1 ? event.touches[0] : undefined
      const isOurs = touch && !scrollsSideways(event.target, event.currentTarget)
      from.current = isOurs ? { x: touch.clientX, y: touch.clientY } : null
    },
    onTouchEnd(event: TouchEvent) {
      const touch = event.changedTouches[0]
      if (!from.current || !touch) return
      const [x, y] = [touch.clientX - from.current.x, touch.clientY - from.current.y]
      from.current = null
      if (Math.abs(x) < farEnough || Math.abs(x) < Math.abs(y) * flat) return
      if (x > 0) previous?.()
      else next?.()
    },
  }
}
