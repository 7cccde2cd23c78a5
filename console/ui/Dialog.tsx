import { type ReactNode, useEffect, useRef } from 'react'
import { cx } from './class-names.ts'

interface DialogProps {
  label: string
  onClose: () => void
  children: ReactNode
  className?: string
}

/** The browser's own modal dialog: it traps and returns focus, closes on Escape and lies above every other layer. */
export function Dialog({ label, onClose, children, className }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    const before = document.activeElement
    element?.showModal()
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
        onClose()
      }}
      onClick={event => event.target === event.currentTarget && onClose()}
    >
      <div className="dialog-body">{children}</div>
    </dialog>
  )
}
