import { type KeyboardEvent, type PointerEvent, useState } from 'react'

interface Limits {
  readonly narrowest: number
  readonly widest: number
  readonly usual: number
}

/** A width in pixels that this device remembers under a name of its own. */
export function useWidth(name: string, { narrowest, widest, usual }: Limits) {
  const key = `tenon.${name}.width`
  const within = (width: number) => Math.round(Math.min(widest, Math.max(narrowest, width)))
  const [width, setWidth] = useState(() => within(Number(localStorage.getItem(key)) || usual))
  const set = (next: number) => {
    setWidth(within(next))
    localStorage.setItem(key, String(within(next)))
  }
  return { width, set, narrowest, widest }
}

/** The left edge of a panel at the right: dragged, or moved by the arrow keys. */
export function ResizeEdge({ label, size }: { label: string; size: ReturnType<typeof useWidth> }) {
  const drag = (event: PointerEvent<HTMLElement>) => {
    const right = event.clientX + size.width
    const edge = event.currentTarget
    edge.setPointerCapture(event.pointerId)
    edge.onpointermove = moved => size.set(right - moved.clientX)
    edge.onpointerup = () => {
      edge.onpointermove = null
    }
  }
  const nudge = (event: KeyboardEvent) => {
    const step = { ArrowLeft: 20, ArrowRight: -20 }[event.key]
    if (step) size.set(size.width + step)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a draggable separator with a value is not an <hr>.
    <div
      className="peek-edge"
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={size.width}
      aria-valuemin={size.narrowest}
      aria-valuemax={size.widest}
      tabIndex={0}
      onPointerDown={drag}
      onKeyDown={nudge}
    />
  )
}
