import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { TileMeta } from '@tenon/kernel/derive/tile-meta.ts'
import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { useFormats } from '../../app/formats.ts'
import { type Collection, useCollection } from '../../app/meta.ts'
import { type RecordRow, stateOf, titleOf } from '../../generic/model/record.ts'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { asked, useAsked } from './asked.ts'
import { ListLink } from './ListLink.tsx'
import { SlotContext, TileFrame } from './TileFrame.tsx'

interface Page {
  readonly data: readonly RecordRow[]
  readonly page: { readonly total: number }
}

/** The first rows of a list: what is late or soon due, worth a look every morning. */
export function ListTile({ tile }: { tile: TileMeta }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const { lines } = use(SlotContext)
  const narrowed = useAsked(tile.scopes)
  const { path, query } = asked(tile.question)
  const collection = useCollection(path)
  const asking = { ...narrowed(query), ...(tile.beside ? { include: tile.beside } : {}), 'page[size]': String(lines) }
  const answer = useQuery({
    queryKey: ['watch', path, asking],
    queryFn: ({ signal }) => request<Page>('GET', `/${path}`, { query: asking, signal }),
  })
  const rows = answer.data?.data ?? []
  const total = answer.data?.page.total
  return (
    <TileFrame
      tile={tile}
      answers={[answer]}
      bones={<SkeletonRows rows={lines} />}
      sub={total !== undefined && `${number(total)} · ${tile.sub ?? ''}`}
      extra={
        <ListLink path={path} query={narrowed(query)} className="link small">
          {t('home.open')}
        </ListLink>
      }
      empty={rows.length === 0 && t('home.allWell')}
    >
      <div className="tile-rows">
        {rows.map(row => (
          <Row key={row.id} row={row} collection={collection} tile={tile} />
        ))}
      </div>
    </TileFrame>
  )
}

function Row({ row, collection, tile }: { row: RecordRow; collection: Collection; tile: TileMeta }) {
  const { entity, path } = collection
  const state = stateOf(entity, row.status)
  const beside = tile.beside ? row[tile.beside] : undefined
  const due = tile.due ? row[tile.due] : undefined
  return (
    <Link to="/$collection/$id" params={{ collection: path, id: row.id }} className="tile-row">
      {state && <StatusGlyph tone={state.tone} label={state.label} />}
      <span className="code quiet">{titleOf(entity, row)}</span>
      <b className="ellipsis">{beside !== null && beside !== undefined && titleOf(undefined, beside as RecordRow)}</b>
      <span className="spread" />
      {typeof due === 'string' && <Due date={due} />}
    </Link>
  )
}

/** How long ago or how soon, in words; the day itself on hover. */
export function Due({ date }: { date: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const days = formats.daysUntil(date)
  const text =
    days < 0 ? t('home.late', { count: -days }) : days === 0 ? t('home.today') : t('home.left', { count: days })
  return (
    <time dateTime={date} data-tip={formats.date(date)} className={days < 0 ? 'num late small' : 'num quiet small'}>
      {text}
    </time>
  )
}
