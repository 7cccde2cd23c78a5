import type { Tone } from '@tenon/kernel/entity/entity.ts'
import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from './class-names.ts'

export function Timeline({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className="timeline" aria-label={label}>
      {children}
    </section>
  )
}

/** The day above its entries: `Today`, `17 Nov`. */
export function TimelineDay({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <h3 className="timeline-day">{label}</h3>
      <ol>{children}</ol>
    </>
  )
}

interface TimelineEntryProps {
  icon: ReactNode
  /** Who and what, on one line. */
  title: ReactNode
  /** An ISO instant and how it reads. */
  at: string
  time: string
  tone?: Tone | undefined
  /** Right of the title, before the time. */
  extra?: ReactNode
  children?: ReactNode
}

export function TimelineEntry({ icon, title, at, time, tone, extra, children }: TimelineEntryProps) {
  return (
    <li className="timeline-entry">
      <span className={cx('timeline-mark', tone && `tone-${tone}`)}>{icon}</span>
      <div className="timeline-body">
        <div className="timeline-title">
          {title}
          <span className="spread" />
          {extra}
          <time dateTime={at}>{time}</time>
        </div>
        {children}
      </div>
    </li>
  )
}

export interface FieldChange {
  readonly field: string
  readonly label: string
  /** Already formatted; undefined when there was, or is, none. */
  readonly before?: ReactNode
  readonly after?: ReactNode
  /** Behind the values: a button that puts the old one back. */
  readonly extra?: ReactNode
}

/** Old struck through, new beside it: one line for each changed field. */
export function AuditDiff({ changes }: { changes: readonly FieldChange[] }) {
  const { t } = useTranslation()
  const none = <span className="diff-none">{t('audit.none')}</span>
  return (
    <dl className="diff">
      {changes.map(change => (
        <div key={change.field}>
          <dt>{change.label}</dt>
          <dd>
            {change.before === undefined ? none : <del>{change.before}</del>}
            <ArrowRight size={12} aria-label={t('audit.became')} />
            {change.after === undefined ? none : <ins>{change.after}</ins>}
            {change.extra}
          </dd>
        </div>
      ))}
    </dl>
  )
}
