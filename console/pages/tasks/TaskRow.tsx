import { Link } from '@tanstack/react-router'
import { ChevronsUp, Circle } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { findCollection, useMeta } from '../../app/meta.ts'
import { cx } from '../../ui/class-names.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { CollectionIcon } from '../../ui/icons.tsx'
import type { MyTask } from './useMyTasks.ts'

interface TaskRowProps {
  readonly task: MyTask
  readonly isCurrent: boolean
  onComplete(): void
  onMove(dueOn: string | null): void
}

/** One task: done by one press, its day changed where it stands, what it is about one click away. */
export function TaskRow({ task, isCurrent, onComplete, onMove }: TaskRowProps) {
  const { t } = useTranslation()
  return (
    <li className="task-row" data-current={isCurrent || undefined} data-id={task.id}>
      <IconButton label={t('tasks.complete', { title: task.title })} className="task-done" onClick={onComplete}>
        <Circle size={16} />
      </IconButton>
      <Link className="task-title ellipsis" to={`/tasks/${task.id}` as never}>
        {task.title}
      </Link>
      {task.priority === 'high' && (
        <span className="task-high" data-tip={t('tasks.high')}>
          <ChevronsUp size={14} aria-hidden />
          <span className="visually-hidden">{t('tasks.high')}</span>
        </span>
      )}
      <About task={task} />
      <span className="spread" />
      <DueOn task={task} onMove={onMove} />
    </li>
  )
}

function About({ task: { aboutCollection, aboutId, aboutTitle } }: { task: MyTask }) {
  const meta = useMeta()
  if (!aboutCollection || !aboutId) return null
  const collection = findCollection(meta, aboutCollection)
  return (
    <Link className="task-about" to={`/${aboutCollection}/${aboutId}` as never}>
      <CollectionIcon name={collection?.entity.icon ?? 'file-text'} size={13} />
      <span className="ellipsis">{aboutTitle || collection?.one}</span>
    </Link>
  )
}

/** The browser's own day picker over the words: it needs no script, and is the right one on a phone. */
function DueOn({ task, onMove }: { task: MyTask; onMove: TaskRowProps['onMove'] }) {
  const { t } = useTranslation()
  const { date, daysUntil, late } = useFormats()
  const days = task.dueOn ? daysUntil(task.dueOn) : 0
  return (
    <label className={cx('task-due', days < 0 && 'late')}>
      {task.dueOn ? date(task.dueOn) : <span className="quiet">{t('tasks.noDay')}</span>}
      {days < 0 && <span className="late-by">{late(-days)}</span>}
      <input
        type="date"
        aria-label={t('tasks.dueOn', { title: task.title })}
        value={task.dueOn ?? ''}
        onClick={event => event.currentTarget.showPicker?.()}
        onChange={event => onMove(event.target.value || null)}
      />
    </label>
  )
}
