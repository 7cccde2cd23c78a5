import { Link } from '@tanstack/react-router'
import type { Tone } from '@tenon/kernel/entity/entity.ts'
import { type KeyboardEvent, type MouseEvent, type PointerEvent, useRef, useState } from 'react'
import { pulled, type Span } from './span.ts'

interface TimelineBarProps {
  readonly to: string
  readonly title: string
  readonly label: string
  readonly tone: Tone | undefined
  readonly span: Span
  readonly from: number
  readonly width: number
  readonly mayMove: boolean
  onMove(span: Span): void
  onPeek(): void
}
type Grip = 'whole' | 'first' | 'last'

/** The stretch of a record: pulled as a whole or at its ends, shifted with Alt and the arrows (with Shift its end). */
export function TimelineBar({ to, title, label, tone, span, from, width, mayMove, onMove, onPeek }: TimelineBarProps) {
  const [pull, setPull] = useState<{ readonly grip: Grip; readonly days: number } | null>(null)
  const began = useRef<{ readonly x: number; readonly grip: Grip } | null>(null)
  const wasPulled = useRef(false)
  const shown = pull ? pulled(span, pull.days, pull.grip) : span

  const start = (event: PointerEvent, grip: Grip) => {
    if (!mayMove || event.button !== 0) return
    event.stopPropagation()
    event.currentTarget.setPointerCapture(event.pointerId)
    began.current = { x: event.clientX, grip }
    wasPulled.current = false
  }
  const drag = (event: PointerEvent) => {
    if (!began.current) return
    const days = Math.round((event.clientX - began.current.x) / width)
    if (days !== 0) wasPulled.current = true
    setPull({ grip: began.current.grip, days })
  }
  const drop = () => {
    const held = began.current
    began.current = null
    setPull(null)
    if (held && pull && pull.days !== 0) onMove(pulled(span, pull.days, held.grip))
  }
  const cancel = () => {
    began.current = null
    setPull(null)
  }
  const keys = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (event.key === ' ') onPeek()
    else if (event.key === 'Escape' && began.current) cancel()
    else if (event.altKey && step && mayMove) onMove(pulled(span, step, event.shiftKey ? 'last' : 'whole'))
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const press = (event: MouseEvent) => {
    // A click without a count is the Enter key: it follows the link.
    if (event.detail === 0 || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    if (!wasPulled.current) onPeek()
  }
  const grip = (at: Grip) => (
    <i className={`timeline-grip timeline-${at}`} onPointerDown={event => start(event, at)} aria-hidden />
  )
  return (
    <Link
      to={to}
      className="timeline-bar"
      data-tone={tone}
      data-moving={pull ? true : undefined}
      data-may={mayMove || undefined}
      draggable={false}
      aria-label={label}
      title={label}
      style={{ left: (shown.first - from) * width, width: Math.max(width, (shown.last - shown.first + 1) * width) }}
      onPointerDown={event => start(event, 'whole')}
      onPointerMove={drag}
      onPointerUp={drop}
      onPointerCancel={cancel}
      onKeyDown={keys}
      onClick={press}
    >
      {mayMove && grip('first')}
      <span className="ellipsis">{title}</span>
      {mayMove && grip('last')}
    </Link>
  )
}
