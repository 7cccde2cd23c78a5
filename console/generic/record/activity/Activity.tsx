import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../app/formats.ts'
import type { Collection } from '../../../app/meta.ts'
import { ErrorBlock } from '../../../ui/ErrorBlock.tsx'
import { SkeletonRows } from '../../../ui/Skeleton.tsx'
import { Timeline, TimelineDay } from '../../../ui/Timeline.tsx'
import type { RecordRow } from '../../model/record.ts'
import { useWithoutRemoved } from '../removeLater.ts'
import { commentsOptions, filesOptions } from '../social.ts'
import { useTasks } from '../tasks/useTasks.ts'
import { ChangeEntry } from './ChangeEntry.tsx'
import { CommentEntry } from './CommentEntry.tsx'
import { FileEntry } from './FileEntry.tsx'
import { byDay, type Item, itemsOf, type Shown, shownKinds } from './items.ts'
import { RestoreDialog } from './RestoreDialog.tsx'
import { TaskEntry } from './TaskEntry.tsx'
import { useHistory } from './useHistory.ts'
import type { OldValue } from './versions.ts'
import './activity.css'

interface ActivityProps {
  readonly collection: Collection
  readonly row: RecordRow
  readonly shown: Shown
  /** Entries read at a time. */
  readonly page?: number
}

/** What happened to the record and what was said of it, day by day, newest first. */
export function Activity({ collection, row, shown, page = 30 }: ActivityProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const path = collection.entity.path
  const history = useHistory(path, row.id, page)
  const talks = shown !== 'changes'
  const comments = useInfiniteQuery({ ...commentsOptions(path, row.id), enabled: talks })
  const files = useQuery({ ...filesOptions(path, row.id), enabled: shown === 'all' })
  const tasks = useTasks(path, row.id)
  const said = useWithoutRemoved(comments.data?.pages.flatMap(({ data }) => data) ?? [])
  const kept = useWithoutRemoved(files.data ?? [])
  const [restoring, setRestoring] = useState<readonly OldValue[]>()
  if (history.isPending || (talks && comments.isPending)) return <SkeletonRows rows={4} />
  if (history.isError && !history.data) return <ErrorBlock problem={history.error} onRetry={() => history.refetch()} />
  const items = itemsOf(
    {
      history: history.entries,
      hasOlder: history.hasNextPage,
      comments: said,
      hasOlderComments: comments.hasNextPage,
      files: kept,
      tasks: tasks.query.data ?? [],
    },
    shown,
  )
  const [moreChanges, moreSaid] = [shown !== 'comments' && history.hasNextPage, talks && comments.hasNextPage]
  const hasOlder = moreChanges || moreSaid
  const older = () => {
    if (moreChanges) history.fetchNextPage()
    if (moreSaid) comments.fetchNextPage()
  }
  const dayName = (day: string) => (day === formats.today ? t('generic.record.today') : formats.date(day))
  return (
    <Timeline label={t('generic.record.history')}>
      {comments.isError && <ErrorBlock problem={comments.error} onRetry={() => comments.refetch()} />}
      {items.length === 0 && !comments.isError && (
        <p className="quiet small related-none">{t(`record.none.${shown}`)}</p>
      )}
      {byDay(items, formats.day).map(([day, list]) => (
        <TimelineDay key={day} label={dayName(day)}>
          {list.map(item => (
            <Entry
              key={item.id}
              item={item}
              collection={collection}
              row={row}
              history={history.entries}
              onRestore={setRestoring}
            />
          ))}
        </TimelineDay>
      ))}
      {hasOlder && (
        <Button size="small" type="text" loading={history.isFetchingNextPage} onClick={older}>
          {t('generic.record.olderHistory')}
        </Button>
      )}
      {restoring && (
        <RestoreDialog collection={collection} row={row} values={restoring} onClose={() => setRestoring(undefined)} />
      )}
    </Timeline>
  )
}

interface EntryProps extends Pick<ActivityProps, 'collection' | 'row'> {
  readonly item: Item
  readonly history: ReturnType<typeof useHistory>['entries']
  onRestore(values: readonly OldValue[]): void
}

function Entry({ item, ...rest }: EntryProps) {
  if (item.kind === 'change') return <ChangeEntry entry={item.entry} index={item.index} {...rest} />
  if (item.kind === 'task') return <TaskEntry task={item.task} />
  const at = { path: rest.collection.entity.path, id: rest.row.id }
  return item.kind === 'comment' ? (
    <CommentEntry comment={item.comment} {...at} />
  ) : (
    <FileEntry file={item.file} {...at} />
  )
}

/** Which of it is shown: everything, only changes, or only what was said. */
export function ShownSwitch({ shown, onShown }: { readonly shown: Shown; onShown(shown: Shown): void }) {
  const { t } = useTranslation()
  return (
    <fieldset className="shown-switch">
      <legend className="visually-hidden">{t('record.show')}</legend>
      {shownKinds.map(kind => (
        <button key={kind} type="button" aria-pressed={kind === shown} onClick={() => onShown(kind)}>
          {t(`record.shown.${kind}`)}
        </button>
      ))}
    </fieldset>
  )
}
