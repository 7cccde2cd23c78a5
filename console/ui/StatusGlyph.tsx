import type { Tone } from '@tenon/kernel/entity/entity.ts'
import type { ReactNode } from 'react'
import { cx } from './class-names.ts'

const ring = <circle cx="7" cy="7" r="5.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
const bang = (top: number) => (
  <>
    <path d={`M7 ${top}v3.2`} className="glyph-cut" strokeLinecap="round" />
    <circle cx="7" cy="9.9" r=".82" className="glyph-dot" />
  </>
)
const shapes: Record<Tone, ReactNode> = {
  unstarted: (
    <circle cx="7" cy="7" r="5.25" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2.2 1.92" />
  ),
  processing: (
    <>
      {ring}
      <path d="M7 3.6a3.4 3.4 0 0 1 0 6.8z" fill="currentColor" />
    </>
  ),
  production: (
    <>
      {ring}
      <circle cx="7" cy="7" r="2.6" fill="currentColor" />
    </>
  ),
  issue: (
    <>
      <path
        d="M6.05 1.9a1.1 1.1 0 0 1 1.9 0l4.55 8.05a1.1 1.1 0 0 1-.95 1.65H2.45a1.1 1.1 0 0 1-.95-1.65z"
        fill="currentColor"
      />
      {bang(4.8)}
    </>
  ),
  accepted: (
    <>
      <circle cx="7" cy="7" r="6" fill="currentColor" />
      <path d="M4.3 7.2 6.2 9l3.5-3.9" className="glyph-cut" fill="none" strokeLinecap="round" strokeLinejoin="round" />
    </>
  ),
  risk: (
    <>
      <path d="M4.5 1h5L13 4.5v5L9.5 13h-5L1 9.5v-5z" fill="currentColor" />
      {bang(3.9)}
    </>
  ),
}

/** The shape of a status in its colour. Always beside its word, unless `label` names it. */
export function StatusGlyph({
  tone,
  size = 14,
  pulse,
  label,
}: {
  tone: Tone
  size?: number
  pulse?: boolean
  label?: string
}) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 14 14"
      className={cx('glyph', `tone-${tone}`)}
      role={label ? 'img' : 'presentation'}
      aria-label={label}
    >
      {pulse && <circle className="glyph-pulse" cx="7" cy="7" r="5.25" fill="none" stroke="currentColor" />}
      {shapes[tone]}
    </svg>
  )
}
