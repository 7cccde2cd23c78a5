import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** The window moves in steps of this many rows: no new question to the cache for every row that scrolls by. */
const step = 20
const offsets = new Map<string, number>()

export interface Window {
  readonly first: number
  readonly last: number
}
export const topWindow: Window = { first: 0, last: 40 }

const stepped = (first: number, last: number): Window => ({
  first: Math.floor(first / step) * step,
  last: Math.ceil((last + 1) / step) * step,
})

/** Only the rows in sight are in the page; coming back to a list finds it where it was left. */
export function useGrid(options: {
  readonly scroll: RefObject<HTMLElement | null>
  readonly place: string
  readonly count: number
  readonly height: number
  onWindow(window: Window): void
}) {
  const { scroll, place, count, height, onWindow } = options
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    overscan: 10,
    initialOffset: () => offsets.get(place) ?? 0,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another density makes every row another height.
  useEffect(() => virtual.measure(), [height, virtual])
  const shown = stepped(virtual.range?.startIndex ?? 0, virtual.range?.endIndex ?? 40)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new window is told by its edges, not by its object.
  useEffect(() => onWindow(shown), [shown.first, shown.last])
  useKeptOffset(scroll, place, virtual.scrollToOffset)
  return virtual
}

/** A new question starts at its top; the same one, come back to, where it was left. */
function useKeptOffset(scroll: RefObject<HTMLElement | null>, place: string, scrollTo: (offset: number) => void) {
  const before = useRef(place)
  useLayoutEffect(() => {
    if (before.current !== place) scrollTo(0)
    before.current = place
  }, [place, scrollTo])
  useEffect(() => {
    const box = scroll.current
    const keep = () => offsets.set(place, box?.scrollTop ?? 0)
    box?.addEventListener('scroll', keep, { passive: true })
    return () => box?.removeEventListener('scroll', keep)
  }, [scroll, place])
}

/** The inner width of an element, as it changes. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const box = element.current
    if (!box) return
    setWidth(box.clientWidth)
    const watch = new ResizeObserver(() => setWidth(box.clientWidth))
    watch.observe(box)
    return () => watch.disconnect()
  }, [element])
  return width
}
