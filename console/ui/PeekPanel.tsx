import { Link } from '@tanstack/react-router'
import { ArrowUpRight, ChevronDown, ChevronUp, PanelRightClose } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from './IconButton.tsx'
import { ResizeEdge, useWidth } from './ResizeEdge.tsx'

const limits = { narrowest: 320, widest: 560, usual: 380 }

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
  const size = useWidth('peek', limits)
  return (
    <aside className="peek" aria-label={props.label} style={{ width: size.width }}>
      <ResizeEdge label={t('peek.resize')} size={size} />
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
