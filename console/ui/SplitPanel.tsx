import type { ReactNode } from 'react'
import { ResizeEdge, useWidth } from './ResizeEdge.tsx'

interface SplitPanelProps {
  children: ReactNode
  /** The narrower part at the right, with its name as a landmark. */
  side: ReactNode
  sideLabel: string
  /** Of the edge between them. */
  resizeLabel: string
  /** Under which this device remembers the width. */
  name: string
  narrowest?: number
  widest?: number
  usual?: number
}

/** A page in two parts; the edge between them drags, and stays where it was left. */
export function SplitPanel(props: SplitPanelProps) {
  const { narrowest = 240, widest = 480, usual = 304 } = props
  const size = useWidth(props.name, { narrowest, widest, usual })
  return (
    <div className="split" style={{ '--side': `${size.width}px` } as Record<string, string>}>
      {props.children}
      <aside className="split-side" aria-label={props.sideLabel}>
        <ResizeEdge label={props.resizeLabel} size={size} />
        <div className="split-scroll">{props.side}</div>
      </aside>
    </div>
  )
}
