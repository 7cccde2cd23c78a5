import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { usePopup } from './popup.ts'

interface PopoverProps {
  label: string
  /** The button it belongs to: it opens below it, and gets the focus back. */
  anchor: RefObject<HTMLElement | null>
  onClose: () => void
  children: ReactNode
  className?: string
}

const focusable = 'input:not([type=hidden]), select, textarea, button:not([tabindex="-1"]), a[href], [tabindex="0"]'

/** The control inside what is marked as the first, or else whatever comes first. */
const firstIn = (box: HTMLElement | null) =>
  box?.querySelector<HTMLElement>(`[data-first] :is(${focusable})`) ?? box?.querySelector<HTMLElement>(focusable)

/** A small layer beside what opened it: Escape, a press elsewhere, or tabbing out of it closes it. Mount it while open. */
export function Popover({ label, anchor, onClose, children, className = '' }: PopoverProps) {
  const box = useRef<HTMLDivElement>(null)
  usePopup(true, box, anchor, 'content')
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    const opener = anchor.current
    firstIn(box.current)?.focus()
    const outside = (event: Event) => {
      const target = event.target as Node
      if (!box.current?.contains(target) && !opener?.contains(target)) close.current()
    }
    const layer = box.current
    const leave = (event: FocusEvent) =>
      event.relatedTarget instanceof Node && outside({ target: event.relatedTarget } as unknown as Event)
    window.addEventListener('pointerdown', outside, true)
    layer?.addEventListener('focusout', leave)
    return () => {
      window.removeEventListener('pointerdown', outside, true)
      layer?.removeEventListener('focusout', leave)
      if (layer?.contains(document.activeElement) || document.activeElement === document.body) opener?.focus()
    }
  }, [anchor])
  return (
    <div
      ref={box}
      role="dialog"
      aria-label={label}
      data-layer
      popover="manual"
      className={`popover ${className}`}
      onKeyDown={event => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        event.stopPropagation()
        onClose()
      }}
    >
      {children}
    </div>
  )
}
