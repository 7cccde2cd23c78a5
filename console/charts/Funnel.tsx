import type { ReactNode } from 'react'
import './charts.css'

export interface FunnelStep {
  readonly key: string
  readonly label: string
  readonly count: number
  /** Where it ends well. */
  readonly won?: boolean
  /** Makes the row a link to what it counts. */
  readonly link?: (children: ReactNode, className: string) => ReactNode
}

/** Steps from many to few: bars from zero, and the share that came from the step before. */
export function Funnel({ steps, number }: { steps: readonly FunnelStep[]; number: (value: number) => string }) {
  const most = Math.max(1, ...steps.map(step => step.count))
  return (
    <div className="funnel">
      {steps.map((step, at) => {
        const before = steps[at - 1]?.count
        const share = before ? `${Math.round((step.count / before) * 100)}%` : ''
        const cells = (
          <>
            <span className="ellipsis">{step.label}</span>
            <span className="funnel-bar">
              <i data-won={step.won} style={{ width: `${(step.count / most) * 100}%` }} />
            </span>
            <b className="num">{number(step.count)}</b>
            <span className="num funnel-share">{share}</span>
          </>
        )
        return (
          <div key={step.key} className="funnel-row">
            {step.link ? step.link(cells, 'funnel-link') : <span className="funnel-link">{cells}</span>}
          </div>
        )
      })}
    </div>
  )
}
