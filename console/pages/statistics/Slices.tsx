import { useTranslation } from 'react-i18next'
import { useCollection } from '../../app/meta.ts'
import { Tile } from '../../ui/Tile.tsx'
import { ListLink } from '../home/ListLink.tsx'
import { useResults } from './useResults.ts'
import type { Slice, Statistics } from './useStatistics.ts'

const most = 8
const sizeOf = ({ results }: Slice, currency: string | null) =>
  Number(results.find(result => result.currency === currency)?.value ?? 0)

/** What recurs in a year, by each of what tells it apart; bars compare the currency with the most. */
export function Slices({ breakdowns }: Pick<Statistics, 'breakdowns'>) {
  const { t } = useTranslation()
  const { entity } = useCollection('revenue_periods')
  return (
    <div className="statistics-pair">
      {breakdowns.map(({ field, rows }) => {
        const meta = entity.fields.find(({ name }) => name === field)
        return (
          rows.length > 0 && (
            <Tile key={field} title={t('statistics.arrBy', { field: meta?.label ?? field })}>
              <Bars
                rows={rows}
                nameOf={({ key, title }) =>
                  title ?? meta?.options?.find(({ value }) => value === key)?.label ?? key ?? t('statistics.none')
                }
              />
            </Tile>
          )
        )
      })}
    </div>
  )
}

function Bars({ rows, nameOf }: { readonly rows: readonly Slice[]; nameOf(row: Slice): string }) {
  const results = useResults()
  const currency = rows.flatMap(row => row.results.map(result => result.currency))[0] ?? null
  const ordered = rows.toSorted((one, other) => sizeOf(other, currency) - sizeOf(one, currency)).slice(0, most)
  const greatest = Math.max(1, ...ordered.map(row => sizeOf(row, currency)))
  return (
    <ul className="statistics-bars">
      {ordered.map(row => (
        <li key={row.key}>
          <ListLink path={row.list.collection} query={row.list.query} className="statistics-bar">
            <span className="ellipsis">{nameOf(row)}</span>
            <span className="statistics-track">
              <i style={{ width: `${(sizeOf(row, currency) / greatest) * 100}%` }} />
            </span>
            <b className="num">{results.all('money', row.results)}</b>
          </ListLink>
        </li>
      ))}
    </ul>
  )
}
