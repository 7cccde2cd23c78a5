import { Link, useNavigate } from '@tanstack/react-router'
import { CircleCheckBig } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { useHasTasks } from '../../app/tasks.ts'
import { useKeys } from '../../generic/useKeys.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { PageBar } from '../../ui/PageBar.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { groupOf, groups } from './due.ts'
import { QuickAdd } from './QuickAdd.tsx'
import { TaskRow } from './TaskRow.tsx'
import { type MyTask, useMyTasks } from './useMyTasks.ts'
import './tasks.css'

/** What one has to do, by when; done in place. */
export function MyTasks() {
  const { t } = useTranslation()
  return (
    <>
      <PageBar
        title={t('nav.tasks')}
        actions={
          <Link className="link" to={'/tasks' as never}>
            {t('tasks.all')}
          </Link>
        }
      />
      {useHasTasks() ? <Tasks /> : <EmptyState title={t('tasks.unknown')} text={t('tasks.unknownText')} />}
    </>
  )
}

function useGroups(tasks: readonly MyTask[]) {
  const { today } = useFormats()
  return useMemo(
    () =>
      groups
        .map(group => ({ group, tasks: tasks.filter(({ dueOn }) => groupOf(dueOn, today) === group) }))
        .filter(({ tasks }) => tasks.length > 0),
    [tasks, today],
  )
}

function Tasks() {
  const { t } = useTranslation()
  const { query, problem, complete, move, add } = useMyTasks()
  const shown = useGroups(query.data ?? [])
  const ordered = shown.flatMap(({ tasks }) => tasks)
  const field = useRef<HTMLInputElement>(null)
  const cursor = useTaskCursor(ordered, { complete, focusField: () => field.current?.focus() })
  return (
    <div className="my-tasks" ref={cursor.list}>
      <QuickAdd field={field} add={add} />
      {problem !== undefined && <ErrorBlock problem={problem} />}
      {query.isError && !query.data && <ErrorBlock problem={query.error} onRetry={() => query.refetch()} />}
      {query.isPending && !query.isError && <SkeletonRows rows={6} />}
      {query.isSuccess && ordered.length === 0 && (
        <EmptyState icon={<CircleCheckBig size={18} />} title={t('tasks.none')} text={t('tasks.noneText')} />
      )}
      {shown.map(({ group, tasks }) => (
        <section key={group} aria-labelledby={`tasks-${group}`}>
          <h2 id={`tasks-${group}`} data-group={group}>
            {t(`tasks.group.${group}`)}
            <span className="num">{tasks.length}</span>
          </h2>
          <ul>
            {tasks.map(task => (
              <TaskRow
                key={task.id}
                task={task}
                isCurrent={task.id === cursor.id}
                onComplete={() => complete(task)}
                onMove={dueOn => move(task, dueOn)}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

interface CursorActs {
  complete(task: MyTask): void
  focusField(): void
}

/** J and K move, X does, Enter opens, C writes the next one. */
function useTaskCursor(tasks: readonly MyTask[], { complete, focusField }: CursorActs) {
  const navigate = useNavigate()
  const list = useRef<HTMLDivElement>(null)
  const [id, setId] = useState<string>()
  const at = tasks.findIndex(task => task.id === id)
  const current = tasks[at]
  const move = (step: number) => setId(tasks[Math.max(0, Math.min(tasks.length - 1, at < 0 ? 0 : at + step))]?.id)
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    x: () => {
      if (!current) return
      setId((tasks[at + 1] ?? tasks[at - 1])?.id)
      complete(current)
    },
    Enter: () => current && navigate({ to: `/tasks/${current.id}` as never }),
    c: focusField,
    Escape: () => setId(undefined),
  })
  useEffect(() => {
    if (id) list.current?.querySelector(`[data-id="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [id])
  return { id, list }
}
