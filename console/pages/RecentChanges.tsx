import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { History } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { request } from '../app/api.ts'
import { useFormats } from '../app/formats.ts'
import { type Collection, findCollection, useMeta } from '../app/meta.ts'
import { type RecordRow, stateOf, titleOf } from '../generic/model/record.ts'
import { useDestinations } from '../shell/destinations.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorBlock } from '../ui/ErrorBlock.tsx'
import { CollectionIcon } from '../ui/icons.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { StatusPill } from '../ui/StatusPill.tsx'
import { Tile } from '../ui/Tile.tsx'

const collectionsAsked = 6
const rowsShown = 8
interface Change {
  readonly row: RecordRow
  readonly collection: Collection
}

/** Newest first over all main lists; a list that does not answer leaves the others standing. */
function useChanges() {
  const meta = useMeta()
  const collections = useDestinations()
    .flatMap(group => group.items.map(item => findCollection(meta, item.path)))
    .filter(collection => collection !== undefined)
    .filter((one, at, all) => all.findIndex(other => other.entity === one.entity) === at)
    .slice(0, collectionsAsked)
  const answers = useQueries({
    queries: collections.map(({ path }) => ({
      queryKey: ['recent', path],
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
  return {
    changes: changes.slice(0, rowsShown),
    pending: answers.some(answer => answer.isPending),
    problem: answers.every(answer => answer.isError) ? answers[0]?.error : undefined,
    retry: () => Promise.all(answers.map(answer => answer.refetch())),
  }
}

export function RecentChanges() {
  const { t } = useTranslation()
  const { changes, pending, problem, retry } = useChanges()
  return (
    <Tile title={t('home.recent')} className="recent-tile">
      {problem ? (
        <ErrorBlock problem={problem} onRetry={retry} className="tile-error" />
      ) : changes.length > 0 ? (
        changes.map(change => <Row key={change.row.id} {...change} />)
      ) : pending ? (
        <SkeletonRows rows={6} />
      ) : (
        <EmptyState icon={<History size={18} />} title={t('home.recentEmpty')} text={t('home.recentEmptyText')} />
      )}
    </Tile>
  )
}

function Row({ row, collection }: Change) {
  const { ago } = useFormats()
  const state = stateOf(collection.entity, row.status)
  return (
    <Link to="/$collection/$id" params={{ collection: collection.path, id: row.id }} className="recent-row">
      <CollectionIcon name={collection.entity.icon} />
      <b className="ellipsis">{titleOf(collection.entity, row)}</b>
      <span className="recent-kind ellipsis">{collection.one}</span>
      <span className="spread" />
      {state && <StatusPill tone={state.tone} label={state.label} plain />}
      {row.updatedAt && <time dateTime={row.updatedAt}>{ago(row.updatedAt)}</time>}
    </Link>
  )
}
