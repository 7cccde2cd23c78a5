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

/** What is beyond the allowance is drawn apart, and joined to what came before it. */
function seriesOf(course: readonly Month[], t: (key: string) => string): readonly ChartSeries[] {
  const beyond = course.map((month, at) => {
    const next = course[at + 1]
    return isOver(month) || (next && isOver(next)) ? month.used : null
  })
  const within = course.map(month => (isOver(month) ? null : month.used))
  return [
    { key: 'used', name: t('license.users'), kind: 'area', values: within },
    ...(course.some(isOver)
      ? [{ key: 'over', name: t('license.over'), kind: 'area' as const, values: beyond, tone: 'risk' }]
      : []),
    { key: 'allowed', name: t('license.allowed'), kind: 'target', values: course.map(({ allowed }) => allowed) },
  ]
}
