import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { TileMeta } from '@tenon/kernel/derive/tile-meta.ts'
import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { useFormats } from '../../app/formats.ts'
import { type Collection, findCollection, useMeta } from '../../app/meta.ts'
import { type RecordRow, stateOf, titleOf } from '../../generic/model/record.ts'
import { historyOptions } from '../../generic/record/queries.ts'
import { useDestinations } from '../../shell/destinations.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { CollectionIcon } from '../../ui/icons.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { SlotContext, TileFrame } from './TileFrame.tsx'

const collectionsAsked = 6
interface Change {
  readonly row: RecordRow
  readonly collection: Collection
}

/** Newest first over all main lists; a list that does not answer leaves the others standing. */
function useChanges(rowsShown: number) {
  const meta = useMeta()
  const collections = useDestinations()
    .filter(group => !group.inSettings)
    .flatMap(group => group.items.map(item => findCollection(meta, item.path)))
    .filter(collection => collection !== undefined)
    .filter((one, at, all) => all.findIndex(other => other.entity === one.entity) === at)
    .slice(0, collectionsAsked)
  const answers = useQueries({
    queries: collections.map(({ path }) => ({
      queryKey: ['recent', path, rowsShown],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        request<{ data: RecordRow[] }>('GET', `/${path}`, {
          query: { sort: '-updatedAt', 'page[size]': rowsShown },
          signal,
        }),
    })),
  })
  const changes = collections.flatMap((collection, at): Change[] =>
    (answers[at]?.data?.data ?? []).map(row => ({ row, collection })),
  )
  changes.sort((one, other) => String(other.row.updatedAt).localeCompare(String(one.row.updatedAt)))
  const answered = answers.filter(answer => answer.data !== undefined)
  return { changes: changes.slice(0, rowsShown), answers: answered.length > 0 ? answered : answers }
}

/** Who did what last, in all lists. */
export function ActivityTile({ tile }: { tile: TileMeta }) {
  const { t } = useTranslation()
  const { lines } = use(SlotContext)
  const { changes, answers } = useChanges(lines)
  const acts = useQueries({
    queries: changes.map(({ row, collection }) => ({ ...historyOptions(collection.path, row.id, 1), retry: false })),
  })
  return (
    <TileFrame
      tile={tile}
      answers={answers}
      bones={<SkeletonRows rows={lines} />}
      empty={changes.length === 0 && t('home.recentEmpty')}
    >
      <div className="tile-rows">
        {changes.map((change, at) => {
          const act = acts[at]?.data?.data[0]
          return <Row key={change.row.id} {...change} who={act?.actor.name} act={act?.label} />
        })}
      </div>
    </TileFrame>
  )
}

function Row({ row, collection, who, act }: Change & { who: string | undefined; act: string | undefined }) {
  const { ago } = useFormats()
  const state = stateOf(collection.entity, row.status)
  return (
    <Link to="/$collection/$id" params={{ collection: collection.path, id: row.id }} className="tile-row">
      {who ? <Avatar name={who} size={18} /> : <CollectionIcon name={collection.entity.icon} />}
      {who && <b className="activity-who">{who}</b>}
      <span className="ellipsis secondary">
        {act ? `${act} · ` : `${collection.one} · `}
        {titleOf(collection.entity, row)}
      </span>
      {state && <StatusGlyph tone={state.tone} label={state.label} />}
      <span className="spread" />
      {row.updatedAt && (
        <time className="num quiet small" dateTime={row.updatedAt}>
          {ago(row.updatedAt)}
        </time>
      )}
    </Link>
  )
}
