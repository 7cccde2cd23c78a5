import type { Tone } from '@tenon/kernel/entity/entity.ts'
import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { cx } from './class-names.ts'

export interface LifecycleStep {
  readonly name: string
  readonly label: string
  readonly tone: Tone
  /** When it was reached, or what comes: already formatted. */
  readonly note?: string | undefined
  /** Behind the note: how far off that is. `isSoon` gives it a colour. */
  readonly hint?: string | undefined
  readonly isSoon?: boolean
}
interface LifecycleBarProps {
  label: string
  steps: readonly LifecycleStep[]
  /** The step the record is at; undefined (or unknown) when its state lies outside the bar. */
  current: string | undefined
  /** How far it got before it left the bar: a suspended licence still shows the steps behind it. */
  reached?: string | undefined
  compact?: boolean
}
type Phase = 'done' | 'now' | 'next' | 'later'

function phaseOf(at: number, now: number, reached: number): Phase {
  if (at === now) return 'now'
  const edge = Math.max(now, reached)
  return at <= edge && at !== now ? 'done' : at === edge + 1 ? 'next' : 'later'
}

/** The untroubled life of a record: what is behind it, where it is, what comes next. */
export function LifecycleBar({ label, steps, current, reached, compact }: LifecycleBarProps) {
  const now = steps.findIndex(step => step.name === current)
  const edge = steps.findIndex(step => step.name === reached)
  if (compact) return <CompactBar steps={steps} now={now} edge={edge} label={label} />
  return (
    <ol className="life" aria-label={label}>
      {steps.map((step, at) => {
        const phase = phaseOf(at, now, edge)
        return (
          <li
            key={step.name}
            className={cx(`life-${phase}`, `tone-${step.tone}`)}
            aria-current={phase === 'now' ? 'step' : undefined}
          >
            <span className="life-mark">{phase === 'done' && <Check size={11} strokeWidth={2.75} aria-hidden />}</span>
            <b>{step.label}</b>
            <small>
              {step.note ?? '\u00a0'}
              {step.hint && <Hint step={step} />}
            </small>
          </li>
        )
      })}
    </ol>
  )
}

const Hint = ({ step }: { step: LifecycleStep }) => (
  <em className={cx('life-hint', step.isSoon && 'life-soon')}>{step.hint}</em>
)

function CompactBar({
  steps,
  now,
  edge,
  label,
}: {
  steps: readonly LifecycleStep[]
  now: number
  edge: number
  label: string
}) {
  const { t } = useTranslation()
  const step = steps[now]
  const next = steps[now + 1]
  return (
    <section className="life-compact" aria-label={label}>
      <div className="life-bars" aria-hidden>
        {steps.map((each, at) => (
          <i key={each.name} className={cx(`life-${phaseOf(at, now, edge)}`, `tone-${each.tone}`)} />
        ))}
      </div>
      {step && (
        <p>
          <b>{step.label}</b>
          <span>
            {t('life.step', { at: now + 1, of: steps.length })}
            {next && ` · ${t('life.next', { name: next.label })}`}
            {next?.hint && <Hint step={next} />}
          </span>
        </p>
      )}
    </section>
  )
}
