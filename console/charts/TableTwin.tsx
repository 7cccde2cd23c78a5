import { useFormats } from '../app/formats.ts'
import type { ChartTable } from './spec.ts'

/** A chart's figures for those who would rather read, hear or copy them. */
export function TableTwin({ table, label }: { table: ChartTable; label: string }) {
  const { number } = useFormats()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className="chart-table" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {table.columns.map((column, at) => (
              <th key={column} scope="col" className={at > 0 ? 'num' : undefined}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, line) => (
            <tr key={row.slice(0, 2).join()}>
              {row.map((cell, at) => (
                <td key={table.columns[at]} className={typeof cell === 'number' ? 'num' : undefined}>
                  {at === 0 && table.onOpen ? (
                    <button type="button" className="link" onClick={() => table.onOpen?.(line)}>
                      {cell}
                    </button>
                  ) : typeof cell === 'number' ? (
                    number(cell, { maximumFractionDigits: 2 })
                  ) : (
                    cell
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
