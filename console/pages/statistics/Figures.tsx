import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { KpiCell } from '../../charts/KpiCell.tsx'
import { Tile } from '../../ui/Tile.tsx'
import { ListLink } from '../home/ListLink.tsx'
import { useResults } from './useResults.ts'
import type { Figure } from './useStatistics.ts'

/** Which figures stand together. */
const groups = [
  { key: 'revenue', figures: ['arr', 'nrr', 'grr', 'renewalRate'] },
  { key: 'expiring', figures: ['expiring30', 'expiring60', 'expiring90', 'expiring120'] },
  { key: 'use', figures: ['utilisation', 'overused', 'exposure'] },
  { key: 'deployments', figures: ['leadTime', 'onTime'] },
] as const

export function Figures({ figures }: { readonly figures: readonly Figure[] }) {
  const { t } = useTranslation()
  return groups.map(group => {
    const shown = figures.filter(({ key }) => group.figures.some(name => name === key))
    return (
      shown.length > 0 && (
        <Tile key={group.key} title={t(`statistics.groups.${group.key}`)} className="statistics-group">
          <div className="statistics-figures">
            {shown.map(figure => (
              <OneFigure key={figure.key} figure={figure} />
            ))}
          </div>
        </Tile>
      )
    )
  })
}

/** A figure leads to its records; a share to both lists it was made of. */
function OneFigure({ figure }: { readonly figure: Figure }) {
  const { t } = useTranslation()
  const results = useResults()
  const [first, second] = figure.parts
  const text = figure.results.length > 0 ? results.all(figure.unit, figure.results) : '—'
  if (!first) return null
  return (
    <KpiCell
      label={t(`statistics.figures.${figure.key}`)}
      value={
        <ListLink path={first.list.collection} query={first.list.query}>
          {text}
        </ListLink>
      }
      note={second ? <Share figure={figure} /> : <Beside figure={figure} />}
    />
  )
}

const unitOf = ({ results }: Figure['parts'][number]) => (results.some(({ currency }) => currency) ? 'money' : 'count')

function Share({ figure: { parts } }: { readonly figure: Figure }) {
  const { t } = useTranslation()
  const results = useResults()
  return parts.map((part, at) => (
    <span key={part.role}>
      {at > 0 && ` ${t(`statistics.${part.role}`)} `}
      <ListLink path={part.list.collection} query={part.list.query} className="link">
        {results.all(unitOf(part), part.results.length ? part.results : [{ currency: null, value: part.count }])}
      </ListLink>
    </span>
  ))
}

/** What else its list says: the sum beside a count, the count beside a sum. */
function Beside({ figure: { unit, parts } }: { readonly figure: Figure }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const results = useResults()
  const [part] = parts
  if (!part) return null
  if (unit !== 'count') return t('statistics.records', { count: part.count, number: number(part.count) })
  return unitOf(part) === 'money' ? results.all('money', part.results) : ' '
}
