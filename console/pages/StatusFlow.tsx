import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { StateMeta } from '@tenon/kernel/derive/meta-types.ts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../app/formats.ts'
import type { Collection } from '../app/meta.ts'
import { StatusGlyph } from '../ui/StatusGlyph.tsx'
import { Tile } from '../ui/Tile.tsx'
import { countQuery, countText } from './count.ts'
import { useMainCollection } from './main-collection.ts'

/** In which state the main records are: a bar of shares, and a cell for each state that leads to its list. */
export function StatusFlow() {
  const collection = useMainCollection()
  return collection ? <Flow collection={collection} /> : null
}

function Flow({ collection }: { collection: Collection }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const { states } = collection.entity
  const total = useQuery(countQuery(collection.path)).data?.total
  const counts = useQueries({
    queries: states.map(state => countQuery(collection.path, { 'filter[status]': state.name })),
  })
  const all = (
    <Link className="link small" to="/$collection" params={{ collection: collection.path }}>
      {t('home.all')}
    </Link>
  )
  if (total === 0) return null
  return (
    <Tile title={collection.label} sub={t('home.byStatus')} extra={all} className="flow-tile">
      <div className="flow-bar" aria-hidden>
        {states.map((state, at) => (
          <i key={state.name} className={`tone-${state.tone}`} style={{ flexGrow: counts[at]?.data?.total ?? 0 }} />
        ))}
      </div>
      <div className="flow">
        {states.map((state, at) => {
          const page = counts[at]?.data
          return <Cell key={state.name} path={collection.path} state={state} count={page && countText(page, number)} />
        })}
      </div>
    </Tile>
  )
}

function Cell({ path, state, count }: { path: string; state: StateMeta; count: string | undefined }) {
  return (
    <Link
      to="/$collection"
      params={{ collection: path }}
      search={{ 'filter[status]': state.name }}
      className="flow-cell"
    >
      <span className="flow-label">
        <StatusGlyph tone={state.tone} pulse={state.tone === 'production' && count !== '0'} />
        <span className="ellipsis">{state.label}</span>
      </span>
      <b className="num" data-none={count === '0'}>
        {count ?? '\u00a0'}
      </b>
    </Link>
  )
}
