import { Link } from '@tanstack/react-router'
import { ArrowUpRight, ChevronDown, ChevronUp, PanelRightClose } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from './IconButton.tsx'

const narrowest = 320
const widest = 560
const storageKey = 'tenon.peek.width'
const within = (width: number) => Math.round(Math.min(widest, Math.max(narrowest, width)))

interface PeekPanelProps {
  label: string
  /** `3 / 38`. */
  position?: string | undefined
  onPrevious?: (() => void) | undefined
  onNext?: (() => void) | undefined
  onClose: () => void
  /** Address of the full page. */
  href: string
  /** More icon buttons, left of Open. */
  actions?: ReactNode
  footer?: ReactNode
  children: ReactNode
}

/** The frame of a record beside its list: previous and next, position, open, close; its left edge drags (320 to 560). */
export function PeekPanel(props: PeekPanelProps) {
  const { t } = useTranslation()
  const [width, setWidth] = useState(() => within(Number(localStorage.getItem(storageKey)) || 380))
  return (
    <aside className="peek" aria-label={props.label} style={{ width }}>
      <Edge width={width} onResize={setWidth} label={t('peek.resize')} />
      <header className="peek-bar">
        <IconButton label={t('peek.previous')} shortcut="k" onClick={props.onPrevious} disabled={!props.onPrevious}>
          <ChevronUp size={15} />
        </IconButton>
        <IconButton label={t('peek.next')} shortcut="j" onClick={props.onNext} disabled={!props.onNext}>
          <ChevronDown size={15} />
        </IconButton>
        {props.position && <span className="peek-position">{props.position}</span>}
        <span className="spread" />
        {props.actions}
        <Link
          to={props.href}
          className="icon-button icon-button-medium"
          aria-label={t('peek.open')}
          data-tip={t('peek.open')}
        >
          <ArrowUpRight size={15} />
        </Link>
        <IconButton label={t('peek.close')} shortcut="esc" onClick={props.onClose}>
          <PanelRightClose size={15} />
        </IconButton>
      </header>
      <div className="peek-body">{props.children}</div>
      {props.footer && <footer className="peek-foot">{props.footer}</footer>}
    </aside>
  )
}

function Edge({ width, onResize, label }: { width: number; onResize: (width: number) => void; label: string }) {
  const set = (next: number) => {
    onResize(within(next))
    localStorage.setItem(storageKey, String(within(next)))
  }
  const drag = (event: PointerEvent<HTMLElement>) => {
    const right = event.clientX + width
    const edge = event.currentTarget
    edge.setPointerCapture(event.pointerId)
    edge.onpointermove = moved => set(right - moved.clientX)
    edge.onpointerup = () => {
      edge.onpointermove = null
    }
  }
  const nudge = (event: KeyboardEvent) => {
    const step = { ArrowLeft: 20, ArrowRight: -20 }[event.key]
    if (step) set(width + step)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a draggable separator with a value is not an <hr>.
    <div
      className="peek-edge"
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      tabIndex={0}
      onPointerDown={drag}
      onKeyDown={nudge}
    />
  )
}
