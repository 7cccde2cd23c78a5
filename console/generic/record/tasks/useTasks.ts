import { useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../../../app/api.ts'
import { useMeta } from '../../../app/meta.ts'
import type { RecordRow } from '../../model/record.ts'
import { refreshRecords } from '../../model/refresh.ts'
import { aroundOptions } from '../social.ts'

/** Something to be done about a record. */
export interface Task extends RecordRow {
  readonly title: string
  readonly dueOn: string | null
  readonly assignee: { readonly id: string; readonly title: string } | string | null
  readonly priority?: string
  readonly status: 'open' | 'done'
}

export interface TaskDraft {
  readonly title: string
  readonly dueOn: string | null
  readonly assignee: string | null
}

const most = 100
export const tasksPath = 'tasks'

/** Whether this person's organisation and rights know tasks at all. */
export const useHasTasks = () => Object.values(useMeta().entities).some(({ path }) => path === tasksPath)

/** What is to be done about a record, and doing it. Writes throw ApiProblem. */
export function useTasks(path: string, id: string) {
  const client = useQueryClient()
  const enabled = useHasTasks()
  const query = useQuery({
    // Below the key of lists: a task completed anywhere refreshes it.
    queryKey: ['list', tasksPath, 'about', path, id],
    queryFn: async ({ signal }) => {
      const asked = { 'filter[aboutId]': id, include: 'assignee', 'page[size]': most }
      return (await request<{ data: readonly Task[] }>('GET', `/${tasksPath}`, { query: asked, signal })).data
    },
    enabled,
  })
  const refresh = () => Promise.all([refreshRecords(client), client.invalidateQueries(aroundOptions(path, id))])
  const add = async (draft: TaskDraft) => {
    await request('POST', `/${tasksPath}`, { body: { ...draft, aboutCollection: path, aboutId: id } })
    await refresh()
  }
  const turn = async (task: Task, action: 'complete' | 'reopen') => {
    client.setQueryData<readonly Task[]>(['list', tasksPath, 'about', path, id], tasks =>
      tasks?.map(each => (each.id === task.id ? { ...each, status: action === 'complete' ? 'done' : 'open' } : each)),
    )
    try {
      await request('POST', `/${tasksPath}/${task.id}/${action}`, { body: {} })
    } finally {
      await refresh()
    }
  }
  return { query, add, turn }
}
