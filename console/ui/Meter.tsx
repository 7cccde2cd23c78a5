import type { Tone } from '@tenon/kernel/entity/entity.ts'

/** A thin bar. Without a tone it is the brand's colour; `label` says what is measured. */
export function Meter({
  value,
  max = 100,
  tone,
  label,
  width,
}: {
  value: number
  max?: number
  tone?: Tone
  label: string
  width?: number
}) {
  const share = Math.max(0, Math.min(1, max > 0 ? value / max : 0))
  return (
    <span
      className="meter"
      role="img"
      aria-label={`${label} ${Math.round((value / (max || 1)) * 100)}%`}
      style={{ width }}
    >
      <i style={{ width: `${share * 100}%`, background: tone ? `var(--st-${tone})` : 'var(--pri)' }} />
    </span>
  )
}
