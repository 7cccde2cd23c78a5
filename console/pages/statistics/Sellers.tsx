import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { Meter } from '../../ui/Meter.tsx'
import { Tile } from '../../ui/Tile.tsx'
import { ListLink } from '../home/ListLink.tsx'
import { useResults } from './useResults.ts'
import type { Seller } from './useStatistics.ts'

interface SellersProps {
  readonly title: string
  readonly path: string
  readonly sellers: readonly Seller[]
}
const most = 12

/** Who sold what this year, and how much of the target that is. */
export function Sellers({ title, path, sellers }: SellersProps) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const results = useResults()
  if (sellers.length === 0) return null
  const hasTargets = sellers.some(({ target }) => target.length > 0)
  return (
    <Tile title={title} sub={t('statistics.thisYear')} className="statistics-sellers">
      <table className="work-table">
        <thead>
          <tr>
            <th scope="col">{t('statistics.name')}</th>
            <th scope="col" className="end">
              {t('statistics.orderCount')}
            </th>
            <th scope="col" className="end">
              {t('statistics.sold')}
            </th>
            {hasTargets && (
              <th scope="col" className="end">
                {t('statistics.attained')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {sellers.slice(0, most).map(({ id, title: name, count, results: sold, attained, list }) => (
            <tr key={id}>
              <td>
                <Link className="grid-link ellipsis" to="/$collection/$id" params={{ collection: path, id }}>
                  {name ?? '…'}
                </Link>
              </td>
              <td className="end num">
                <ListLink path={list.collection} query={list.query} className="figure">
                  {number(count)}
                </ListLink>
              </td>
              <td className="end num">{sold.length ? results.all('money', sold) : '—'}</td>
              {hasTargets && <td className="end num">{attained.length ? <Attained results={attained} /> : '—'}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </Tile>
  )
}

function Attained({ results: [first] }: { readonly results: Seller['attained'] }) {
  const { t } = useTranslation()
  const results = useResults()
  const percent = Number(first?.value ?? 0)
  return first ? (
    <span className="attained">
      <Meter value={percent} width={64} label={t('statistics.attained')} />
      {results.all('percent', [{ currency: null, value: percent }])}
    </span>
  ) : null
}
