import type { ReactNode } from 'react'
import './charts.css'

interface HeatGridProps {
  label: string
  /** Above the names of the rows, for those who hear the table. */
  corner: string
  columns: readonly string[]
  rows: readonly { readonly label: string; readonly values: readonly number[] }[]
  /** Beyond it a cell gets a red edge and its number. */
  bound?: number | undefined
  number: (value: number) => string
  /** Makes a cell that counts something a link to it. */
  link?: (row: number, column: number, children: ReactNode, className: string) => ReactNode
}

const steps = 8

/** From nothing to the most there is, in eight steps of one hue. */
export const stepOf = (value: number, most: number) =>
  value <= 0 ? 0 : Math.max(1, Math.round((value / Math.max(1, most)) * (steps - 1)))

/** How much there is of each by each: a table whose cells are shades. A number stands in those that matter. */
export function HeatGrid({ label, corner, columns, rows, bound, number, link }: HeatGridProps) {
  const most = Math.max(1, ...rows.flatMap(row => row.values))
  return (
    <table className="heat" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{corner}</span>
          </th>
          {columns.map(column => (
            <th key={column} scope="col" className="num">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={row.label}>
            <th scope="row">
              <span className="ellipsis">{row.label}</span>
            </th>
            {row.values.map((value, column) => {
              const over = bound !== undefined && value > bound
              const shown = <span className={over ? 'num' : 'num heat-quiet'}>{number(value)}</span>
              const cell =
                value > 0 && link ? link(at, column, shown, 'heat-cell') : <span className="heat-cell">{shown}</span>
              return (
                <td
                  key={columns[column]}
                  data-step={stepOf(value, most)}
                  data-over={over}
                  data-tip={`${row.label} · ${columns[column]}: ${number(value)}`}
                >
                  {cell}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
