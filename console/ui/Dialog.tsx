import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react'
import { cx } from './class-names.ts'

interface DialogProps {
  label: string
  onClose: () => void
  children: ReactNode
  className?: string
  /** Neither Escape nor a click beside it closes it; `onClose` is then never called. */
  persistent?: boolean
}

/** The backdrop belongs to the dialog element; only the place tells it from the dialog's own padding. */
function isBackdrop({ target, currentTarget, clientX: x, clientY: y }: MouseEvent<HTMLElement>): boolean {
  const box = currentTarget.getBoundingClientRect()
  const inside = x >= box.left && x <= box.right && y >= box.top && y <= box.bottom
  // A key press on a button inside arrives as a click at 0, 0.
  return target === currentTarget && !inside
}

/**
 * The browser's own modal dialog: it traps and returns focus, closes on Escape and lies above every other layer. What
 * carries `data-autofocus` is focused instead of the first thing that can be.
 */
export function Dialog({ label, onClose, children, className, persistent = false }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    const before = document.activeElement
    element?.showModal()
    element?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    return () => {
      element?.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the keyboard's way, and the browser reports it as cancel.
    <dialog
      ref={dialog}
      aria-label={label}
      className={cx('dialog', className)}
      onCancel={event => {
        event.preventDefault()
        if (!persistent) onClose()
      }}
      // A second Escape closes it whatever we say; what must stay is opened again.
      onClose={({ currentTarget }) => {
        if (currentTarget.open) return
        if (persistent) currentTarget.showModal()
        else onClose()
      }}
      onClick={event => !persistent && isBackdrop(event) && onClose()}
    >
      <div className="dialog-body">{children}</div>
    </dialog>
  )
}
