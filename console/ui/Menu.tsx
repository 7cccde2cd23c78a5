import { Check } from 'lucide-react'
import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'

export interface MenuItem {
  readonly key: string
  readonly label: ReactNode
  readonly icon?: ReactNode
  /** True or false makes it a choice among others. */
  readonly checked?: boolean
  /** At the right: keys, a type. */
  readonly note?: ReactNode
  readonly onSelect: () => void
}
export interface MenuGroup {
  readonly label?: string
  readonly items: readonly MenuItem[]
}
interface MenuProps {
  label: string
  groups: readonly MenuGroup[]
  /** Of the button that opens it, and what it shows. */
  className?: string
  children: ReactNode
  side?: 'below' | 'above'
  tip?: string
}
const moves: Record<string, (at: number, count: number) => number> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
}

function placed(button: HTMLElement, side: 'below' | 'above'): CSSProperties {
  const box = button.getBoundingClientRect()
  const left = Math.min(box.left, innerWidth - 268)
  return side === 'below' ? { left, top: box.bottom + 4 } : { left, bottom: innerHeight - box.top + 4 }
}

/** A button and its menu. The browser's popover lies above everything, closes on Escape or a click elsewhere, returns focus. */
export function Menu({ label, groups, className, children, side = 'below', tip }: MenuProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const [place, setPlace] = useState<CSSProperties>({})
  useEffect(() => {
    if (open) list.current?.querySelector<HTMLElement>('[aria-checked=true], [role^=menuitem]')?.focus()
  }, [open])
  const entries = () => [...(list.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])]
  const move = (event: KeyboardEvent) => {
    const all = entries()
    const next = moves[event.key]?.(all.indexOf(document.activeElement as HTMLElement), all.length)
    if (next === undefined) return
    event.preventDefault()
    all[next]?.focus()
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        popoverTarget={id}
        aria-haspopup="menu"
        aria-expanded={open}
        data-tip={tip}
        aria-label={tip}
      >
        {children}
      </button>
      <div
        ref={list}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-label={label}
        className="menu"
        data-layer
        style={place}
        onBeforeToggle={() => button.current && setPlace(placed(button.current, side))}
        onToggle={event => {
          setOpen(event.newState === 'open')
        }}
        onKeyDown={move}
      >
        {open &&
          groups.map(group => (
            <Group key={group.label ?? group.items[0]?.key} {...group} close={() => list.current?.hidePopover()} />
          ))}
      </div>
    </>
  )
}

function Group({ label, items, close }: MenuGroup & { close: () => void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset may not stand inside a menu.
    <div role="group" aria-label={label} className="menu-group">
      {label && <div className="menu-heading">{label}</div>}
      {items.map(item => (
        <button
          key={item.key}
          type="button"
          {...(item.checked === undefined
            ? { role: 'menuitem' }
            : { role: 'menuitemradio', 'aria-checked': item.checked })}
          tabIndex={-1}
          onClick={() => {
            close()
            item.onSelect()
          }}
        >
          <span className="menu-icon">{item.checked ? <Check size={14} /> : item.icon}</span>
          <span className="ellipsis">{item.label}</span>
          {item.note && <span className="menu-note">{item.note}</span>}
        </button>
      ))}
    </div>
  )
}
