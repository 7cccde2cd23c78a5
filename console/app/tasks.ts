import { queryOptions, useQuery } from '@tanstack/react-query'
import { request } from './api.ts'
import { findCollection, useMeta } from './meta.ts'
import { useSession } from './session.tsx'

export const tasksPath = 'tasks'
export const mineOpen = (member: string) => ({ 'filter[assignee]': member, 'filter[status]': 'open' })

/** Whether this person's organisation and rights know tasks at all. */
export const useHasTasks = () => findCollection(useMeta(), tasksPath) !== undefined

const countQuery = (member: string) =>
  queryOptions({
    queryKey: ['count', tasksPath, 'mine', member],
    queryFn: async ({ signal }) => {
      const query = { ...mineOpen(member), 'page[size]': 1 }
      return (await request<{ page: { total: number } }>('GET', `/${tasksPath}`, { query, signal })).page.total
    },
    staleTime: 60_000,
    retry: false,
  })

/** How many tasks are open and one's own; undefined until known, or where there are no tasks. */
export function useOpenTasks(): number | undefined {
  const { person } = useSession()
  return useQuery({ ...countQuery(person.id), enabled: useHasTasks() }).data
}
