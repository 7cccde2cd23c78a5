import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { SummaryGroup } from '../../app/summary.ts'
import type { ShapeProps } from '../list/shape.ts'
import { figureOf, groupField, listBehind, type PivotChoice, type PivotTable } from './pivot.ts'
import { usePivotWords } from './usePivotWords.ts'

interface PivotGridProps extends ShapeProps {
  readonly choice: PivotChoice
  readonly currency: string
  readonly table: PivotTable
}
type Place = { readonly group: string; readonly key: string | null }

/** How strong a cell's shade is: 0 to 7, by its share of the largest cell. */
const shadeOf = (size: number | null, most: number) =>
  size === null || size <= 0 || most <= 0 ? 0 : Math.max(1, Math.round((size / most) * 7))

export function PivotGrid({ collection, query, choice, currency, table }: PivotGridProps) {
  const { entity, path } = collection
  const { rows, columns, measure } = choice
  const { t } = useTranslation()
  const words = usePivotWords(entity, currency)
  const sizes = table.rows.flatMap((_, row) =>
    table.columns.map((__, column) => words.size(figureOf(measure, table.cell(row, column))) ?? 0),
  )
  const most = Math.max(0, ...sizes)
  const figure = (group: Pick<SummaryGroup, 'count' | 'values'> | undefined, places: readonly Place[]) => {
    const shown = group && words.figure(measure, figureOf(measure, group))
    if (!shown) return <span className="no-value">—</span>
    return (
      <Link to="/$collection" params={{ collection: path }} search={listBehind(query, places) as never}>
        {shown}
      </Link>
    )
  }
  const down = (at: number): Place => ({ group: rows, key: table.rows[at]?.key ?? null })
  const across = (at: number): Place => ({ group: columns ?? '', key: table.columns[at]?.key ?? null })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard.
    <section className="pivot-scroll" aria-label={words.measureName(measure)} tabIndex={0}>
      <table className="pivot-table">
        <thead>
          <tr>
            <th scope="col">{groupField(entity, rows)?.label}</th>
            {table.columns.map((head, at) => (
              <th key={head.key ?? at} scope="col" className="num">
                {words.nameOf(columns ?? '', head)}
              </th>
            ))}
            <th scope="col" className="num">
              {columns ? t('pivot.total') : words.measureName(measure)}
            </th>
          </tr>
        </thead>
        <tbody>
          {table.rows.map((head, row) => (
            <tr key={head.key ?? row}>
              <th scope="row">{words.nameOf(rows, head)}</th>
              {table.columns.map((other, column) => {
                const group = table.cell(row, column)
                const shade = shadeOf(words.size(figureOf(measure, group)), most)
                return (
                  <td key={other.key ?? column} className="num" data-shade={shade || undefined}>
                    {figure(group, [down(row), across(column)])}
                  </td>
                )
              })}
              <td className="num pivot-sum">{figure(table.rowTotals[row], [down(row)])}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('pivot.total')}</th>
            {table.columns.map((head, column) => (
              <td key={head.key ?? column} className="num">
                {figure(table.columnTotals[column], [across(column)])}
              </td>
            ))}
            <td className="num">{figure(table.total, [])}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  )
}
