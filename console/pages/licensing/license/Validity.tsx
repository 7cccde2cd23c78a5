import { useQuery } from '@tanstack/react-query'
import type { Tone } from '@tenon/kernel/entity/entity.ts'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../../app/api.ts'
import { useFormats } from '../../../app/formats.ts'
import type { PartProps } from '../../../generic/record/parts.ts'
import { ErrorBlock } from '../../../ui/ErrorBlock.tsx'
import { Bone, Loaded } from '../../../ui/Skeleton.tsx'
import { StatusGlyph } from '../../../ui/StatusGlyph.tsx'
import { toneOf } from './verdict.ts'
import '../licensing.css'

interface Count {
  readonly actual: number | null
  readonly allowed: number
  readonly most: number | null
}
interface Validity {
  readonly valid: boolean
  readonly code: string
  readonly detail: string
  readonly expiresAt: string | null
  readonly graceUntil: string | null
  readonly users: Count | null
  readonly machines: Count
  readonly workspaces: Count | null
  readonly entitlements: readonly { readonly code: string; readonly value: string | null }[]
}

/** What a program that asks about this licence is told at this moment, and what that follows from. */
export function Validity({ id, row }: PartProps) {
  const answer = useQuery({
    queryKey: ['watch', 'licenses', 'validity', id, row.version],
    queryFn: ({ signal }) => request<Validity>('GET', `/licenses/${id}/validity`, { signal }),
    refetchInterval: 60_000,
    placeholderData: before => before,
  })
  if (answer.error && !answer.data) return <ErrorBlock problem={answer.error} onRetry={() => answer.refetch()} />
  return (
    <Loaded loading={answer.isPending} skeleton={<Bone width="100%" height={56} />}>
      {() => answer.data && <Told told={answer.data} row={row} />}
    </Loaded>
  )
}

function Told({ told, row }: { told: Validity; row: PartProps['row'] }) {
  const { t } = useTranslation()
  const heading = useId()
  const isDraft = row.status === 'draft'
  const tone: Tone = isDraft ? 'unstarted' : toneOf(told)
  const title = isDraft ? t('license.notIssued') : t(told.valid ? 'license.valid' : 'license.invalid')
  return (
    <section className={`validity tone-${tone}`} aria-labelledby={heading}>
      <header>
        <StatusGlyph tone={tone} size={16} />
        <h2 id={heading}>{title}</h2>
        <span>{isDraft ? t('license.notIssuedText') : told.detail}</span>
        <span className="spread" />
        {!isDraft && <code>{told.code}</code>}
      </header>
      {!isDraft && <Facts told={told} row={row} />}
    </section>
  )
}

function Facts({ told, row }: { told: Validity; row: PartProps['row'] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const lastDay = typeof row.endsOn === 'string' ? row.endsOn : undefined
  const graceDay = told.graceUntil && formats.day(new Date(Date.parse(told.graceUntil) - 1).toISOString())
  const far = (day: string) => {
    const days = formats.daysUntil(day)
    return days < 0 ? t('license.ago', { count: -days }) : t('license.ahead', { count: days })
  }
  const dated = (day: string) => `${formats.date(day)} · ${far(day)}`
  return (
    <dl>
      <Fact label={t('license.until')}>{lastDay ? dated(lastDay) : t('license.noEnd')}</Fact>
      {graceDay && graceDay !== lastDay && <Fact label={t('license.grace')}>{dated(graceDay)}</Fact>}
      {told.users && <Used label={t('license.users')} count={told.users} />}
      <Used label={t('license.machines')} count={told.machines} />
      {told.workspaces && <Used label={t('license.workspaces')} count={told.workspaces} />}
      {told.entitlements.length > 0 && (
        <Fact label={t('license.opens')}>
          {told.entitlements.map(({ code, value }) => (value === null ? code : `${code} ${value}`)).join(', ')}
        </Fact>
      )}
    </dl>
  )
}

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd className="num">{children}</dd>
  </div>
)

/** So many of so many; and how many are still let in, where the policy is generous. */
function Used({ label, count: { actual, allowed, most } }: { label: string; count: Count }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const over = actual !== null && actual > allowed
  const generous = most !== allowed
  return (
    <Fact label={label}>
      <b className={over ? 'over' : undefined}>{actual === null ? '—' : number(actual)}</b> / {number(allowed)}
      {generous && (
        <span className="quiet">
          {' '}
          · {most === null ? t('license.anyMore') : t('license.upTo', { most: number(most) })}
        </span>
      )}
    </Fact>
  )
}
