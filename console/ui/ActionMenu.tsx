import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { IconButton } from './IconButton.tsx'
import { usePopup } from './popup.ts'

export interface MenuItem {
  readonly key: string
  readonly label: string
  readonly icon?: ReactNode
  readonly danger?: boolean
  /** Why it cannot be chosen now; the item stays readable and says so. */
  readonly reason?: string | undefined
  readonly onRun: () => void
}

interface ActionMenuProps {
  label: string
  icon: ReactNode
  items: readonly MenuItem[]
}

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }

function move(event: KeyboardEvent<HTMLElement>) {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')]
  const at = items.indexOf(document.activeElement as HTMLElement)
  const next = { Home: 0, End: items.length - 1 }[event.key] ?? at + (steps[event.key] ?? 0)
  if (!(event.key in steps) && event.key !== 'Home' && event.key !== 'End') return
  event.preventDefault()
  items.at(next % items.length)?.focus()
}

/** An icon button with a menu: arrow keys move, Enter runs, Escape returns to the button. */
export function ActionMenu({ label, icon, items }: ActionMenuProps) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <IconButton ref={button} label={label} aria-haspopup="menu" aria-expanded={open} onClick={() => setOpen(!open)}>
        {icon}
      </IconButton>
      {open && <MenuLayer label={label} items={items} button={button} onClose={() => setOpen(false)} />}
    </>
  )
}

interface MenuLayerProps {
  label: string
  items: readonly MenuItem[]
  button: RefObject<HTMLButtonElement | null>
  onClose: () => void
}

function MenuLayer({ label, items, button, onClose }: MenuLayerProps) {
  const layer = useRef<HTMLDivElement>(null)
  usePopup(true, layer, button, 'content')
  useEffect(() => {
    layer.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus()
    const outside = ({ target }: Event) => {
      if (!layer.current?.contains(target as Node) && !button.current?.contains(target as Node)) onClose()
    }
    window.addEventListener('pointerdown', outside, true)
    return () => window.removeEventListener('pointerdown', outside, true)
  })
  const back = () => {
    onClose()
    button.current?.focus()
  }
  return (
    <div
      ref={layer}
      role="menu"
      aria-label={label}
      data-layer
      popover="manual"
      tabIndex={-1}
      className="popover action-menu"
      onKeyDown={event => {
        if (event.key === 'Escape' || event.key === 'Tab') {
          event.preventDefault()
          event.stopPropagation()
          back()
        } else move(event)
      }}
    >
      {items.map(item => (
        <button
          key={item.key}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className="menu-item"
          data-danger={item.danger}
          aria-disabled={item.reason !== undefined || undefined}
          onClick={() => {
            if (item.reason !== undefined) return
            back()
            item.onRun()
          }}
        >
          {item.icon}
          <span>
            {item.label}
            {item.reason && <small>{item.reason}</small>}
          </span>
        </button>
      ))}
    </div>
  )
}
