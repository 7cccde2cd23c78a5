import { useQuery } from '@tanstack/react-query'
import type { FigureMeta, TileMeta } from '@tenon/kernel/derive/tile-meta.ts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { useSession } from '../../app/session.tsx'
import { amountOf, currenciesIn, type Summary, summaryQuery, useSummary } from '../../app/summary.ts'
import { KpiCell } from '../../charts/KpiCell.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { Bone, useSkeletonGate } from '../../ui/Skeleton.tsx'
import { useAsked } from './asked.ts'
import { deltaOf, isMissed, otherSums } from './figures.ts'
import { ListLink } from './ListLink.tsx'
import { periodsOf } from './periods.ts'
import { TileFrame } from './TileFrame.tsx'

/** Up to four figures in a row, each of its own list: one that fails leaves the others. */
export function KpiTile({ tile }: { tile: TileMeta }) {
  return (
    <TileFrame tile={tile} answers={[]} bones={null}>
      <div className="kpis">
        {(tile.figures ?? []).map(figure => (
          <FigureCell key={figure.key} figure={figure} />
        ))}
      </div>
    </TileFrame>
  )
}

function useFigure(figure: FigureMeta) {
  const narrowed = useAsked(figure.scopes)
  const { today, language } = useFormats()
  const { path, measure, course } = figure
  const optional = (query: Readonly<Record<string, string>> | undefined) => ({
    ...summaryQuery(path, { ...narrowed(query ?? {}), measure }),
    enabled: query !== undefined,
  })
  const answer = useSummary(path, { ...narrowed(figure.query), measure })
  const whole = useQuery(optional(figure.share))
  const before = useQuery(optional(figure.compare))
  const wholeBefore = useQuery(optional(figure.compareShare))
  const group = course && { ...course.query, group: `${course.field}:${course.bucket}` }
  const line = useQuery(optional(group))
  const periods = course ? periodsOf(course, today, language) : []
  return { answer, whole, before, wholeBefore, line, periods, query: narrowed(figure.query), narrowed }
}

const shareOf = (part: Summary | undefined, whole: Summary | undefined) =>
  part && whole && whole.total.count > 0 ? (part.total.count / whole.total.count) * 100 : null

function FigureCell({ figure }: { figure: FigureMeta }) {
  const { t } = useTranslation()
  const { number, money } = useFormats()
  const { tenant } = useSession()
  const asked = useFigure(figure)
  const { answer, whole } = asked
  const waiting = useSkeletonGate(answer.isPending) === 'skeleton'
  const total = answer.data?.total.values[figure.measure]
  const currency = currenciesIn([total], tenant.currency)[0] ?? tenant.currency
  const read = (summary: Summary | undefined, all: Summary | undefined) => {
    if (figure.share) return shareOf(summary, all)
    if (!summary) return null
    return figure.measure === 'count' ? summary.total.count : amountOf(summary.total.values[figure.measure], currency)
  }
  const now = read(answer.data, whole.data)
  const failed = [answer, whole].find(each => each.data === undefined && (each.error ?? each.failureReason))
  if (failed)
    return (
      <ErrorBlock
        problem={failed.error ?? failed.failureReason}
        onRetry={() => failed.refetch()}
        className="tile-error"
      />
    )
  const text = () => {
    if (now === null) return '—'
    if (figure.share) return `${number(now, { maximumFractionDigits: 1 })}%`
    return Array.isArray(total)
      ? money({ amount: String(now), currency }, { compact: true })
      : number(now, { maximumFractionDigits: 1 })
  }
  const others = otherSums(total, currency).map(each => money(each, { compact: true }))
  const course = asked.periods.map(period => {
    const group = asked.line.data?.groups.find(({ keys }) => keys[0] === period.from)
    return group
      ? figure.measure === 'count'
        ? group.count
        : (amountOf(group.values[figure.measure], currency) ?? 0)
      : 0
  })
  const parts = [
    figure.share &&
      whole.data &&
      answer.data &&
      t('home.ofAll', { part: number(answer.data.total.count), whole: number(whole.data.total.count) }),
    figure.target !== undefined &&
      figure.target > 0 &&
      t('home.target', { target: number(figure.target) + (figure.share ? '%' : '') }),
    others.length > 0 && t('home.andAlso', { others: others.join(' · ') }),
    !(figure.share && figure.target) && figure.note,
  ]
  return (
    <KpiCell
      label={figure.label}
      value={
        answer.isPending ? (
          waiting ? (
            <Bone width={72} height={18} />
          ) : (
            '\u00a0'
          )
        ) : (
          <ListLink path={figure.path} query={asked.query}>
            {text()}
          </ListLink>
        )
      }
      delta={
        asked.before.data ? deltaOf(figure, now, read(asked.before.data, asked.wholeBefore.data), number) : undefined
      }
      note={parts.filter(Boolean).join(' · ')}
      course={asked.line.data ? course : undefined}
      missed={isMissed(figure, now)}
    />
  )
}
