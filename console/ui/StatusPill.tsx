import type { Tone } from '@tenon/kernel/entity/entity.ts'
import { cx } from './class-names.ts'
import { StatusGlyph } from './StatusGlyph.tsx'

/** A status: shape, colour and word. `plain` leaves the tinted ground out, as in table rows. */
export function StatusPill({
  tone,
  label,
  plain,
  pulse,
}: {
  tone: Tone
  label: string
  plain?: boolean
  pulse?: boolean
}) {
  return (
    <span className={cx('status', !plain && `status-pill tone-${tone}`)}>
      <StatusGlyph tone={tone} pulse={Boolean(pulse)} />
      <span className="ellipsis">{label}</span>
    </span>
  )
}
