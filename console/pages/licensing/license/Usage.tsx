import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../app/formats.ts'
import { Chart } from '../../../charts/Chart.tsx'
import { ChartFrame } from '../../../charts/ChartFrame.tsx'
import { type ChartSeries, type ChartSpec, tableOf } from '../../../charts/spec.ts'
import type { PartProps } from '../../../generic/record/parts.ts'
import { historyOptions } from '../../../generic/record/queries.ts'
import { monthLabel } from '../months.ts'
import { courseOf, type Month } from './course.ts'
import '../licensing.css'

/** More changes than this back nobody follows a curve. */
const changesRead = 200

const value = (row: PartProps['row'], name: string) => (typeof row[name] === 'number' ? row[name] : null)

/** How many used the licence month by month, against how many it allows. */
export function Usage({ id, row }: PartProps) {
  const { t } = useTranslation()
  const { today, language, number } = useFormats()
  const history = useQuery(historyOptions('licenses', id, changesRead))
  const used = value(row, 'actualUsers')
  const allowed = value(row, 'authorizedUsers')
  const spec = useMemo<ChartSpec>(() => {
    const course = courseOf(history.data?.data ?? [], { used, allowed, today })
    return {
      categories: course.map(({ month }) => monthLabel(month, language)),
      series: seriesOf(course, t),
      left: { format: at => number(at), whole: true },
      unfinished: course.length - 1,
    }
  }, [history.data, used, allowed, today, language, number, t])
  // Of what nobody has reported there is no curve, and an empty frame says less than none.
  if (used === null || !history.data) return null
  return (
    <ChartFrame
      title={t('license.use')}
      sub={t('license.useSub')}
      table={tableOf(spec, t('license.month'))}
      className="usage"
    >
      <Chart
        spec={spec}
        label={t('license.useSpoken', { used: number(used), allowed: number(allowed ?? 0) })}
        height={184}
      />
    </ChartFrame>
  )
}

const isOver = ({ used, allowed }: Month) => used !== null && allowed !== null && used > allowed

/** A month in which more used it than it allows stands out; on each other, so that a month has one bar. */
function seriesOf(course: readonly Month[], t: (key: string) => string): readonly ChartSeries[] {
  const bar = { kind: 'bar', stack: 'use' } as const
  const within = course.map(month => (isOver(month) ? null : month.used))
  const beyond = course.map(month => (isOver(month) ? month.used : null))
  return [
    { ...bar, key: 'used', name: t('license.users'), values: within },
    ...(course.some(isOver) ? [{ ...bar, key: 'over', name: t('license.over'), values: beyond, tone: 'risk' }] : []),
    { key: 'allowed', name: t('license.allowed'), kind: 'target', values: course.map(({ allowed }) => allowed) },
  ]
}
