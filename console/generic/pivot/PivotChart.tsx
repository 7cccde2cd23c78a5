import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { Chart } from '../../charts/Chart.tsx'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { type ChartSpec, tableOf } from '../../charts/spec.ts'
import type { ShapeProps } from '../list/shape.ts'
import { figureOf, groupField, listBehind, type PivotChoice, type PivotTable } from './pivot.ts'
import { usePivotWords } from './usePivotWords.ts'

/** As many series as there are colours; the others stand in the table. */
const most = 6

interface PivotChartProps extends ShapeProps {
  readonly choice: PivotChoice
  readonly currency: string
  readonly table: PivotTable
}

/** The rows as bars; stacked by column where the figures add up. */
export function PivotChart({ collection, query, choice, currency, table }: PivotChartProps) {
  const { rows, columns, measure } = choice
  const { t } = useTranslation()
  const { number, money } = useFormats()
  const navigate = useNavigate()
  const words = usePivotWords(collection.entity, currency)
  const addsUp = measure === 'count' || measure.startsWith('sum:')
  const isMoney = Array.isArray(figureOf(measure, table.total))
  const spec: ChartSpec = {
    categories: table.rows.map(head => words.nameOf(rows, head)),
    left: {
      format: value => (isMoney ? money({ amount: String(value), currency }, { compact: true }) : number(value)),
      whole: measure === 'count',
    },
    series:
      table.columns.length === 0
        ? [
            {
              key: 'total',
              name: words.measureName(measure),
              kind: 'bar',
              values: table.rowTotals.map(group => words.size(figureOf(measure, group))),
            },
          ]
        : table.columns.slice(0, most).map((head, column) => ({
            key: String(column),
            name: words.nameOf(columns ?? '', head),
            kind: 'bar',
            ...(addsUp && { stack: 'all' }),
            values: table.rows.map((_, row) => words.size(figureOf(measure, table.cell(row, column)))),
          })),
  }
  const open = (row: number) =>
    navigate({
      to: '/$collection',
      params: { collection: collection.path },
      search: listBehind(query, [{ group: rows, key: table.rows[row]?.key ?? null }]) as never,
    })
  const left = table.columns.length - most
  return (
    <ChartFrame
      title={words.measureName(measure)}
      sub={left > 0 ? t('pivot.leftOut', { count: left }) : undefined}
      table={{ ...tableOf(spec, groupField(collection.entity, rows)?.label ?? ''), onOpen: open }}
      link={globalThis.location.href}
      patterned
      className="pivot-chart"
    >
      <Chart spec={spec} label={words.measureName(measure)} onPick={open} height={240} />
    </ChartFrame>
  )
}
