import type { Tone } from '@tenon/kernel/entity/entity.ts'
import type { ReactNode } from 'react'
import { Meter } from './Meter.tsx'

export interface Highlight {
  readonly key: string
  readonly label: string
  readonly value: ReactNode
  /** Small, behind the value: `/ 400`, `days`. */
  readonly unit?: ReactNode
  /** Right of the label; in the tone's colour when there is one. */
  readonly note?: ReactNode
  /** A line below the value, when there is no meter. */
  readonly below?: ReactNode
  readonly meter?: { readonly value: number; readonly max: number }
  readonly tone?: Tone | undefined
}

/** The three or four numbers one opens a record for. */
export function HighlightStrip({ items }: { items: readonly Highlight[] }) {
  return (
    <dl className="highlights">
      {items.map(({ key, label, value, unit, note, below, meter, tone }) => (
        <div key={key} className={tone && `tone-${tone}`}>
          <dt>
            <span className="ellipsis">{label}</span>
            {note && <span className="highlight-note">{note}</span>}
          </dt>
          <dd>
            <b>{value}</b>
            {unit && <span className="highlight-unit">{unit}</span>}
          </dd>
          <dd className="highlight-below">
            {meter ? <Meter {...meter} label={label} {...(tone && { tone })} /> : below}
          </dd>
        </div>
      ))}
    </dl>
  )
}
