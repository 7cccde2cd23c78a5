import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { refreshCollections } from '../../app/live.ts'
import { useSession } from '../../app/session.tsx'
import { mineOpen, tasksPath } from '../../app/tasks.ts'
import { offerUndo } from '../../app/undo.ts'
import type { QuickTask } from './due.ts'

export interface MyTask {
  readonly id: string
  readonly version: number
  readonly title: string
  readonly note?: string | null
  readonly dueOn: string | null
  readonly priority?: 'low' | 'normal' | 'high'
  readonly status: 'open' | 'done'
  readonly aboutCollection?: string | null
  readonly aboutId?: string | null
  readonly aboutTitle?: string | null
}
const most = 300

/** One's open tasks, and what one does with them: shown at once, put back with a reason when refused. */
export function useMyTasks() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { person } = useSession()
  const [problem, setProblem] = useState<unknown>()
  const queryKey = ['list', tasksPath, 'mine', person.id]
  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const asked = { ...mineOpen(person.id), sort: 'dueOn', 'page[size]': most }
      return (await request<{ data: readonly MyTask[] }>('GET', `/${tasksPath}`, { query: asked, signal })).data
    },
  })
  const patch = (change: (tasks: readonly MyTask[]) => readonly MyTask[]) =>
    client.setQueryData<readonly MyTask[]>(queryKey, tasks => tasks && change(tasks))
  const attempt = async (act: () => Promise<unknown>) => {
    setProblem(undefined)
    // A reading under way would bring back what is being changed.
    await client.cancelQueries({ queryKey })
    await act().catch(setProblem)
    refreshCollections(client, [tasksPath])
  }
  const turn = (task: MyTask, action: 'complete' | 'reopen') =>
    request('POST', `/${tasksPath}/${task.id}/${action}`, { body: {} })

  const complete = (task: MyTask) => {
    const done = attempt(() => turn(task, 'complete'))
    patch(tasks => tasks.filter(({ id }) => id !== task.id))
    const undo = async () => {
      await done
      await turn(task, 'reopen')
      refreshCollections(client, [tasksPath])
    }
    offerUndo({ text: t('tasks.completed', { title: task.title }), undo })
  }
  const move = (task: MyTask, dueOn: string | null) => {
    patch(tasks => tasks.map(each => (each.id === task.id ? { ...each, dueOn } : each)))
    const body = { dueOn, version: task.version }
    return attempt(() => request('PATCH', `/${tasksPath}/${task.id}`, { body }))
  }
  /** True once it is kept: what was typed must not be lost before. */
  const add = async (task: QuickTask): Promise<boolean> => {
    setProblem(undefined)
    try {
      await request('POST', `/${tasksPath}`, { body: { ...task, assignee: person.id } })
      refreshCollections(client, [tasksPath])
      return true
    } catch (failure) {
      setProblem(failure)
      return false
    }
  }
  return { query, problem, complete, move, add }
}
