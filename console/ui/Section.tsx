import { ChevronDown } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'

interface SectionProps {
  title: string
  count?: number | string | undefined
  extra?: ReactNode
  children: ReactNode
  /** Remembers on this device whether it is folded. */
  remember?: string
  /** Where something else remembers it. */
  open?: boolean
  onFold?: (open: boolean) => void
  level?: 2 | 3
}

/** A part of a page that folds. */
export function Section({ title, count, extra, children, remember, open: isOpen, onFold, level = 2 }: SectionProps) {
  const key = remember && `tenon.section.${remember}`
  const [own, setOpen] = useState(() => !key || localStorage.getItem(key) !== 'folded')
  const open = isOpen ?? own
  const body = useId()
  const Heading = `h${level}` as const
  const toggle = () => {
    if (key) localStorage.setItem(key, open ? 'folded' : 'open')
    setOpen(!open)
    onFold?.(!open)
  }
  return (
    <section className="section">
      <header>
        <Heading>
          <button type="button" className="section-fold" aria-expanded={open} aria-controls={body} onClick={toggle}>
            <ChevronDown size={14} aria-hidden />
            {title}
          </button>
        </Heading>
        {count !== undefined && <span className="section-count">{count}</span>}
        <span className="spread" />
        {extra}
      </header>
      <div id={body} hidden={!open}>
        {children}
      </div>
    </section>
  )
}
