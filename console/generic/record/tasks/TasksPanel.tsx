import { Link } from '@tanstack/react-router'
import { referenceTitle } from '@tenon/kernel/fields/ref/ref.view.tsx'
import { Circle, CircleCheck, ListTodo, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../app/formats.ts'
import { Person } from '../../../ui/Avatar.tsx'
import { cx } from '../../../ui/class-names.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorBlock } from '../../../ui/ErrorBlock.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { SkeletonRows } from '../../../ui/Skeleton.tsx'
import { recordAddress } from '../../controls/RecordLink.tsx'
import { isEmpty } from '../../model/record.ts'
import { asProblem } from '../useWrites.ts'
import { NewTask } from './NewTask.tsx'
import { type Task, tasksPath, useTasks } from './useTasks.ts'
import './tasks.css'

interface TasksPanelProps {
  readonly path: string
  readonly id: string
}

const dueFirst = (one: Task, other: Task) =>
  one.status === other.status ? (one.dueOn ?? '9').localeCompare(other.dueOn ?? '9') : one.status === 'open' ? -1 : 1

/** What is to be done about a record, the most urgent first, and what was done. */
export function TasksPanel({ path, id }: TasksPanelProps) {
  const { t } = useTranslation()
  const { query, turn } = useTasks(path, id)
  const [adding, setAdding] = useState(false)
  const [problem, setProblem] = useState<ReturnType<typeof asProblem>>()
  if (query.isPending && query.isFetching) return <SkeletonRows rows={3} />
  if (query.isError && !query.data) return <ErrorBlock problem={query.error} onRetry={() => query.refetch()} />
  const tasks = (query.data ?? []).toSorted(dueFirst)
  const complete = (task: Task) =>
    turn(task, task.status === 'open' ? 'complete' : 'reopen').catch(error => setProblem(asProblem(error)))
  const add = (
    <button type="button" className="link pick-files" onClick={() => setAdding(true)}>
      <Plus size={14} aria-hidden />
      {t('record.newTask')}
    </button>
  )
  return (
    <div className="tasks">
      {problem && <ErrorBlock problem={problem} onRetry={() => setProblem(undefined)} />}
      {adding ? (
        <NewTask path={path} id={id} onDone={() => setAdding(false)} />
      ) : (
        tasks.length > 0 && <p className="panel-tools">{add}</p>
      )}
      {tasks.length === 0 && !adding && (
        <EmptyState
          icon={<ListTodo size={18} />}
          title={t('record.noTasks')}
          text={t('record.noTasksText')}
          action={add}
        />
      )}
      <ul className="task-list">
        {tasks.map(task => (
          <TaskLine key={task.id} task={task} onTurn={() => complete(task)} />
        ))}
      </ul>
    </div>
  )
}

function TaskLine({ task, onTurn }: { readonly task: Task; onTurn(): void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const isDone = task.status === 'done'
  const isLate = !isDone && task.dueOn !== null && formats.daysUntil(task.dueOn) < 0
  const label = t(isDone ? 'record.reopenTask' : 'record.completeTask', { title: task.title })
  return (
    <li data-done={isDone || undefined}>
      <IconButton size="small" label={label} pressed={isDone} className="task-check" onClick={onTurn}>
        {isDone ? <CircleCheck size={16} /> : <Circle size={16} />}
      </IconButton>
      <Link className="grid-link ellipsis" to={recordAddress(tasksPath, task.id) as never}>
        {task.title}
      </Link>
      <span className="spread" />
      {!isEmpty(task.assignee) && typeof task.assignee === 'object' && (
        <span className="small">
          <Person name={referenceTitle(task.assignee)} size={16} />
        </span>
      )}
      {task.dueOn && (
        <time className={cx('small', isLate ? 'late' : 'quiet')} dateTime={task.dueOn}>
          {formats.date(task.dueOn)}
          {isLate && <span className="late-by">{formats.late(-formats.daysUntil(task.dueOn))}</span>}
        </time>
      )}
    </li>
  )
}
