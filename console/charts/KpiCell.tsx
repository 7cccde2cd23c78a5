import type { ReactNode } from 'react'
import { Sparkline } from './Sparkline.tsx'
import './charts.css'

export interface Delta {
  readonly text: string
  /** Whether the change is welcome; undefined when it is neither. */
  readonly good?: boolean | undefined
}
interface KpiCellProps {
  label: string
  /** The figure, a link to what it counts. */
  value: ReactNode
  delta?: Delta | undefined
  /** Below: the target, or what the change is against. */
  note?: ReactNode
  course?: readonly number[] | undefined
  /** The figure has missed its target. */
  missed?: boolean
}

/** A figure, how it has changed, what it should be, how it came about. */
export function KpiCell({ label, value, delta, note, course = [], missed = false }: KpiCellProps) {
  return (
    <div className="kpi">
      <div className="kpi-line">
        <span className="kpi-label ellipsis">{label}</span>
        <span className="spread" />
        {delta && (
          <span className="delta num" data-good={delta.good}>
            {delta.text}
          </span>
        )}
      </div>
      <div className="kpi-line">
        <span className="kpi-value num">{value}</span>
        <span className="spread" />
        <Sparkline values={course} colour={missed ? 'var(--st-risk)' : 'var(--tx3)'} />
      </div>
      <div className="kpi-note ellipsis">{note ?? '\u00a0'}</div>
    </div>
  )
}
