import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../app/formats.ts'
import { ChartFrame } from '../../../charts/ChartFrame.tsx'
import { stepOf } from '../../../charts/HeatGrid.tsx'
import { ListLink } from '../../home/ListLink.tsx'
import { monthLabel } from '../months.ts'
import { type ExpiryProps, listOf } from './cells.ts'
import type { Line } from './map.ts'

/** As a heat map: the names at the left, the months from this one on, and what ended before them and still stands. */
export function ExpiryGrid(props: ExpiryProps) {
  const { map, months, label, by } = props
  const { t } = useTranslation()
  const { language, number } = useFormats()
  const labels = [t('expiry.past'), ...months.map(({ from }) => monthLabel(from, language))]
  // Before the first month nothing need have ended; then there is no such column.
  const columns = labels.map((_, at) => at).filter(at => at > 0 || (map.totals[0] ?? 0) > 0)
  return (
    <ChartFrame
      title={t('expiry.title', { by: label })}
      sub={t('expiry.sub', { count: map.total, number: number(map.total) })}
      table={{
        columns: [label, ...labels, t('expiry.total')],
        rows: map.lines.map(line => [line.label, ...line.values, line.total]),
      }}
      link={`/licensing/expiry?by=${by}`}
      className="expiry"
    >
      <table className="heat" aria-label={t('expiry.title', { by: label })}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{label}</span>
            </th>
            {columns.map(at => (
              <th key={labels[at]} scope="col" className="num">
                {labels[at]}
              </th>
            ))}
            <th scope="col" className="num">
              {t('expiry.total')}
            </th>
          </tr>
        </thead>
        <tbody>
          {map.lines.map(line => (
            <Row key={line.key ?? ''} line={line} columns={columns} {...props} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('expiry.total')}</th>
            {columns.map(at => (
              <td key={labels[at]}>
                <Figure {...props} value={map.totals[at] ?? 0} column={at} />
              </td>
            ))}
            <td>
              <Figure {...props} value={map.total} />
            </td>
          </tr>
        </tfoot>
      </table>
    </ChartFrame>
  )
}

function Row({ line, columns, ...props }: ExpiryProps & { line: Line; columns: readonly number[] }) {
  const most = Math.max(1, ...props.map.lines.flatMap(({ values }) => values))
  return (
    <tr>
      <th scope="row">
        <span className="ellipsis" title={line.label}>
          {line.label}
        </span>
      </th>
      {columns.map(at => {
        const value = line.values[at] ?? 0
        return (
          <td key={at} data-step={stepOf(value, most)} data-past={at === 0 && value > 0}>
            <Figure {...props} value={value} line={line} column={at} />
          </td>
        )
      })}
      <td className="expiry-sum">
        <Figure {...props} value={line.total} line={line} />
      </td>
    </tr>
  )
}

interface FigureProps extends ExpiryProps {
  readonly value: number
  readonly line?: Line
  readonly column?: number
}

/** A count that leads to what it counts; nothing leads nowhere. */
function Figure({ value, line, column, ...props }: FigureProps) {
  const { number } = useFormats()
  if (value === 0) return <span className="heat-cell" />
  return (
    <ListLink path={props.path} query={listOf(props, line, column)} className="heat-cell num">
      {number(value)}
    </ListLink>
  )
}
