import { Link } from '@tanstack/react-router'
import { referenceTitle } from '@tenon/kernel/fields/ref/ref.view.tsx'
import { CircleCheck, ListTodo } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../app/formats.ts'
import { Person } from '../../../ui/Avatar.tsx'
import { TimelineEntry } from '../../../ui/Timeline.tsx'
import { recordAddress } from '../../controls/RecordLink.tsx'
import { isEmpty } from '../../model/record.ts'
import { type Task, tasksPath } from '../tasks/useTasks.ts'

/** That something was given to somebody to do about the record, and whether it is done. */
export function TaskEntry({ task }: { readonly task: Task }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const isDone = task.status === 'done'
  const at = task.createdAt ?? ''
  return (
    <TimelineEntry
      icon={isDone ? <CircleCheck size={12} /> : <ListTodo size={12} />}
      tone={isDone ? 'accepted' : undefined}
      at={at}
      time={formats.time(at)}
      title={
        <>
          <span className="secondary">{t(isDone ? 'record.taskDone' : 'record.task')}</span>
          <Link className="link ellipsis" to={recordAddress(tasksPath, task.id) as never}>
            {task.title}
          </Link>
          {typeof task.assignee === 'object' && !isEmpty(task.assignee) && (
            <Person name={referenceTitle(task.assignee)} size={16} />
          )}
          {task.dueOn && !isDone && (
            <span className="quiet small">{t('record.dueOn', { day: formats.date(task.dueOn) })}</span>
          )}
        </>
      }
    />
  )
}
