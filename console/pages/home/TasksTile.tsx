import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { TileMeta } from '@tenon/kernel/derive/tile-meta.ts'
import { Check } from 'lucide-react'
import { use, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { useFormats } from '../../app/formats.ts'
import { refreshCollections } from '../../app/live.ts'
import { offerUndo } from '../../app/undo.ts'
import type { RecordRow } from '../../generic/model/record.ts'
import { useKeys } from '../../generic/useKeys.ts'
import { cx } from '../../ui/class-names.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { toast } from '../../ui/toast.tsx'
import { asked } from './asked.ts'
import { ListLink } from './ListLink.tsx'
import { Due } from './ListTile.tsx'
import { SlotContext, TileFrame } from './TileFrame.tsx'

interface Page {
  readonly data: readonly RecordRow[]
  readonly page: { readonly total: number }
}
const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** What waits for me: done in place, with the mouse or with J, K and A, and taken back as easily. */
export function TasksTile({ tile }: { tile: TileMeta }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const { lines } = use(SlotContext)
  const { path, query } = asked(tile.question)
  const asking = { ...query, 'page[size]': String(Math.max(2, lines - 1)) }
  const answer = useQuery({
    queryKey: ['watch', path, asking],
    queryFn: ({ signal }) => request<Page>('GET', `/${path}`, { query: asking, signal }),
  })
  const tasks = useTasks(path, answer.data?.data ?? [])
  const total = answer.data?.page.total
  return (
    <TileFrame
      tile={tile}
      answers={[answer]}
      bones={<SkeletonRows rows={4} />}
      sub={total === undefined ? undefined : number(total)}
      extra={
        <ListLink path={path} query={query} className="link small">
          {t('home.all')}
        </ListLink>
      }
      empty={tasks.rows.length === 0 && t('home.noTasks')}
    >
      <div className="tile-rows tasks">
        {tasks.rows.map((row, at) => (
          <Task key={row.id} row={row} current={at === tasks.cursor} onDone={() => tasks.complete(row)} />
        ))}
      </div>
      <div className="task-keys" aria-hidden>
        <Kbd keys="j k" />
        {t('home.move')}
        <Kbd keys="a" />
        {t('home.done')}
        <Kbd keys="o" />
        {t('home.open')}
      </div>
    </TileFrame>
  )
}

/** One done leaves at once and comes back when it could not be done, or when it is taken back. */
function useTasks(path: string, all: readonly RecordRow[]) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [leaving, setLeaving] = useState<readonly string[]>([])
  const [cursor, setCursor] = useState(0)
  const rows = all.filter(({ id }) => !leaving.includes(id))
  const at = Math.min(cursor, rows.length - 1)
  const back = (id: string) => setLeaving(before => before.filter(other => other !== id))
  const refresh = () => refreshCollections(client, [path])
  const complete = async (row: RecordRow) => {
    setLeaving(before => [...before, row.id])
    try {
      await request('POST', `/${path}/${row.id}/complete`, { body: {} })
    } catch (problem) {
      back(row.id)
      toast({ tone: 'risk', text: problem instanceof Error ? problem.message : String(problem) })
      return
    }
    offerUndo({
      text: t('home.taskDone', { title: text(row.title) }),
      undo: async () => {
        await request('POST', `/${path}/${row.id}/reopen`, { body: {} })
        back(row.id)
        await refresh()
      },
    })
    await refresh()
  }
  const current = rows[at]
  useKeys({
    j: () => setCursor(Math.min(rows.length - 1, at + 1)),
    k: () => setCursor(Math.max(0, at - 1)),
    a: current && (() => complete(current)),
    o: current && (() => document.querySelector<HTMLElement>('.task[data-current="true"] a')?.click()),
  })
  return { rows, cursor: at, complete }
}

function Task({ row, current, onDone }: { row: RecordRow; current: boolean; onDone: () => void }) {
  const { t } = useTranslation()
  const title = text(row.title)
  const [collection, id, about] = [text(row.aboutCollection), text(row.aboutId), text(row.aboutTitle)]
  const words = (
    <>
      <b className="ellipsis">{title}</b>
      {about && <small className="ellipsis">{about}</small>}
    </>
  )
  return (
    <div className={cx('tile-row task', row.priority === 'high' && 'task-high')} data-current={current}>
      {collection && id ? (
        <Link to="/$collection/$id" params={{ collection, id }} className="task-words">
          {words}
        </Link>
      ) : (
        <Link to="/$collection/$id" params={{ collection: 'tasks', id: row.id }} className="task-words">
          {words}
        </Link>
      )}
      {typeof row.dueOn === 'string' && <Due date={row.dueOn} />}
      <IconButton label={t('home.complete', { title })} shortcut={current ? 'a' : undefined} onClick={onDone}>
        <Check size={15} />
      </IconButton>
    </div>
  )
}
