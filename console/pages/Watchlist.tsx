import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { EntityMeta, FieldMeta, ViewMeta } from '@tenon/kernel/derive/meta-types.ts'
import { CircleCheckBig } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { request } from '../app/api.ts'
import { useFormats } from '../app/formats.ts'
import type { Collection } from '../app/meta.ts'
import { type RecordRow, stateOf, titleOf } from '../generic/model/record.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorBlock } from '../ui/ErrorBlock.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { StatusGlyph } from '../ui/StatusGlyph.tsx'
import { Tile } from '../ui/Tile.tsx'
import { useMainCollection } from './main-collection.ts'

const rowsShown = 8

/** The first view that asks for a day: what comes due, worth a look every morning. */
function dueView(entity: EntityMeta): ViewMeta | undefined {
  const days = entity.fields.filter(field => field.kind === 'date').map(field => `filter[${field.name}]`)
  return entity.views.find(view => Object.keys(view.query).some(key => days.some(day => key.startsWith(day))))
}

export function Watchlist() {
  const collection = useMainCollection()
  const view = collection && dueView(collection.entity)
  return collection && view ? <Watched collection={collection} view={view} /> : null
}

function Watched({ collection, view }: { collection: Collection; view: ViewMeta }) {
  const { t } = useTranslation()
  const { entity, path } = collection
  const columns = view.columns.flatMap(name => entity.fields.find(field => field.name === name) ?? [])
  const include = columns.filter(field => field.kind === 'ref').map(field => field.name)
  const query = { ...view.query, ...(include.length > 0 && { include: include.join(',') }), 'page[size]': rowsShown }
  const { data, error, refetch } = useQuery({
    queryKey: ['watch', path, query],
    queryFn: ({ signal }) => request<{ data: RecordRow[] }>('GET', `/${path}`, { query, signal }),
  })
  const all = (
    <Link className="link small" to="/$collection" params={{ collection: path }} search={{ view: view.name }}>
      {t('home.all')}
    </Link>
  )
  return (
    <Tile title={collection.label} sub={view.label} extra={all} className="watch-tile">
      {error ? (
        <ErrorBlock problem={error} onRetry={() => refetch()} className="tile-error" />
      ) : !data ? (
        <SkeletonRows rows={6} />
      ) : data.data.length === 0 ? (
        <EmptyState icon={<CircleCheckBig size={18} />} title={t('home.watchEmpty')} />
      ) : (
        data.data.map(row => <Row key={row.id} row={row} collection={collection} columns={columns} />)
      )}
    </Tile>
  )
}

function Row({ row, collection, columns }: { row: RecordRow; collection: Collection; columns: readonly FieldMeta[] }) {
  const { entity, path } = collection
  const state = stateOf(entity, row.status)
  const partner = columns.find(field => field.kind === 'ref' && !entity.title.includes(field.name))
  const due = columns.find(field => field.kind === 'date')
  return (
    <Link to="/$collection/$id" params={{ collection: path, id: row.id }} className="recent-row">
      {state && <StatusGlyph tone={state.tone} label={state.label} />}
      <b className="ellipsis code">{titleOf(entity, row)}</b>
      {partner && row[partner.name] != null && (
        <span className="watch-partner ellipsis">{titleOf(undefined, row[partner.name] as RecordRow)}</span>
      )}
      <span className="spread" />
      {due && typeof row[due.name] === 'string' && <Due date={row[due.name] as string} />}
    </Link>
  )
}

function Due({ date }: { date: string }) {
  const formats = useFormats()
  const days = formats.daysUntil(date)
  return (
    <span className={days < 0 ? 'num late small' : 'num quiet small'}>
      {formats.date(date)}
      {days < 0 && <span className="late-by">{formats.late(-days)}</span>}
    </span>
  )
}
