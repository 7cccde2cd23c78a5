import { lazy, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import type { ApiProblem } from '../../app/problem.ts'
import { useSession } from '../../app/session.tsx'
import { currenciesIn, useSummary } from '../../app/summary.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import type { ShapeProps } from '../list/shape.ts'
import { PivotGrid } from './PivotGrid.tsx'
import { PivotTools } from './PivotTools.tsx'
import { figureOf, type PivotChoice, pivotOf, readChoice } from './pivot.ts'
import './pivot.css'

const PivotChart = lazy(async () => ({ default: (await import('./PivotChart.tsx')).PivotChart }))

/** The figures of a list by one or two of its fields, as a table and a chart; each figure leads to what it counts. */
export default function Pivot(props: ShapeProps) {
  const { collection, settings } = props
  const { t } = useTranslation()
  const choice = readChoice(collection.entity, settings.pivot)
  if (!choice) return <EmptyState title={t('pivot.impossible')} text={t('pivot.impossibleText')} />
  return <PivotOf {...props} choice={choice} />
}

function usePivot({ collection, query }: ShapeProps, { rows, columns, measure }: PivotChoice) {
  const measures = measure === 'count' ? 'count' : `count,${measure}`
  const ask = (group: string) => ({ ...query, group, measure: measures })
  const byRow = useSummary(collection.path, ask(rows))
  // Without columns these are the question above once more, answered from the cache.
  const byColumn = useSummary(collection.path, ask(columns ?? rows))
  const cells = useSummary(collection.path, ask(columns ? `${rows},${columns}` : rows))
  const answers = [byRow, byColumn, cells]
  const table = useMemo(
    () =>
      byRow.data && byColumn.data && cells.data
        ? pivotOf(columns ? cells.data : undefined, byRow.data, columns ? byColumn.data : undefined)
        : undefined,
    [byRow.data, byColumn.data, cells.data, columns],
  )
  return {
    table,
    isCut: answers.some(({ data }) => data?.truncated),
    error: answers.find(({ error }) => error)?.error ?? null,
    retry: () => Promise.all(answers.filter(({ isError }) => isError).map(answer => answer.refetch())),
  }
}

function PivotOf(props: ShapeProps & { readonly choice: PivotChoice }) {
  const { choice, settings, change } = props
  const { t } = useTranslation()
  const { number } = useFormats()
  const { tenant } = useSession()
  const { table, isCut, error, retry } = usePivot(props, choice)
  const [wanted, setWanted] = useState<string>()
  const currencies = currenciesIn(table ? [figureOf(choice.measure, table.total)] : [], tenant.currency)
  const currency = currencies.find(each => each === wanted) ?? currencies[0] ?? tenant.currency
  const put = (patch: Partial<PivotChoice>) => change({ pivot: { ...settings.pivot, ...choice, ...patch } })
  const shown = { ...props, choice, currency }
  return (
    <>
      <PivotTools {...shown} currencies={currencies} put={put} onCurrency={setWanted} />
      {isCut && <p className="pivot-cut small">{t('pivot.cut', { most: number(1000) })}</p>}
      {error && <ErrorBlock problem={error as ApiProblem} onRetry={retry} />}
      {!table && !error && <SkeletonRows rows={8} />}
      {table?.total.count === 0 && <EmptyState title={t('pivot.nothing')} text={t('pivot.nothingText')} />}
      {table && table.total.count > 0 && (
        <div className="pivot">
          {choice.chart && (
            <Suspense fallback={<div className="pivot-chart" />}>
              <PivotChart {...shown} table={table} />
            </Suspense>
          )}
          <PivotGrid {...shown} table={table} />
        </div>
      )}
    </>
  )
}
