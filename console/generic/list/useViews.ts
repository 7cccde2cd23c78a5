import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { request } from '../../app/api.ts'
import { useChoice } from '../../app/choices.ts'
import { type Collection, useMeta } from '../../app/meta.ts'
import { useSession } from '../../app/session.tsx'
import { nearFields } from '../model/filter.ts'
import { asListView, type ListEntity, type ListView, ordered, type SavedView } from '../model/views.ts'

interface SavedViews {
  readonly data: readonly SavedView[]
  /** What a bare address opens, when that is a built-in view. */
  readonly default?: string | null
}

const copyKey = (owner: string, path: string) => `tenon.views.${owner}.${path}`

/** The tabs of last time: the list starts with them and does not wait. */
function lastTime(owner: string, path: string): SavedViews | undefined {
  try {
    return JSON.parse(localStorage.getItem(copyKey(owner, path)) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}
function keep(owner: string, path: string, views: SavedViews) {
  try {
    localStorage.setItem(copyKey(owner, path), JSON.stringify(views))
  } catch {
    // Without storage the list waits a moment for its tabs.
  }
}

export const viewsKey = (path: string) => ['views', path] as const

const viewsQuery = (owner: string, path: string) =>
  queryOptions({
    queryKey: viewsKey(path),
    queryFn: async ({ signal }) => {
      const views = await request<SavedViews>('GET', '/views', { query: { collection: path }, signal })
      keep(owner, path, views)
      return views
    },
    initialData: () => lastTime(owner, path),
    initialDataUpdatedAt: 0,
    staleTime: 60_000,
    retry: false,
  })

export const refreshViews = (client: QueryClient, path: string) =>
  client.invalidateQueries({ queryKey: viewsKey(path) })

/** Puts the server's answer among the tabs at once. */
export function putView(client: QueryClient, view: SavedView) {
  client.setQueryData<SavedViews>(viewsKey(view.collection), old => {
    const others = old?.data.filter(({ id }) => id !== view.id) ?? []
    return { ...old, data: [...others, view].toSorted((one, other) => one.position - other.position) }
  })
}

/** The order of the tabs is everybody's own, built-in ones among them. */
export const useTabOrder = (path: string) => useChoice<readonly string[]>(`list.${path}.tabs`, noOrder)
const noOrder: readonly string[] = []

export const keyOfView = ({ name }: Pick<ListView, 'name'>) => name

/** The entity with its saved views; `ready` is false while nothing is known of them yet. */
export function useListEntity({ entity, path }: Collection): { entity: ListEntity; ready: boolean } {
  const { entities } = useMeta()
  const { tenant, person } = useSession()
  const { data, status } = useQuery(viewsQuery(`${tenant.id}.${person.id}`, path))
  const [order] = useTabOrder(path)
  const full = useMemo<ListEntity>(() => {
    const views = ordered([...entity.views, ...(data?.data ?? []).map(asListView)], keyOfView, order)
    const chosen = data?.data.find(({ isDefault }) => isDefault)?.id ?? data?.default ?? entity.opens ?? null
    const opens = views.some(({ name }) => name === chosen && name !== 'all') ? chosen : null
    return { ...entity, views, near: nearFields(entity, entities), opens }
  }, [entity, entities, data, order])
  return { entity: full, ready: status !== 'pending' }
}

export function useViewWrites(path: string) {
  const client = useQueryClient()
  const put = (view: SavedView) => {
    putView(client, view)
    return view
  }
  return {
    create: async (view: Pick<SavedView, 'name' | 'shape' | 'query' | 'settings' | 'audience'>) =>
      put(await request<SavedView>('POST', '/views', { body: { collection: path, ...view } })),
    /** Throws ApiProblem `STALE` when somebody changed it meanwhile. */
    change: async (view: SavedView, patch: Partial<SavedView>, version = view.version) => {
      const saved = put(await request<SavedView>('PATCH', `/views/${view.id}`, { body: { ...patch, version } }))
      await refreshViews(client, path)
      return saved
    },
    remove: async (view: SavedView) => {
      await request('DELETE', `/views/${view.id}`)
      client.setQueryData<SavedViews>(
        viewsKey(path),
        old => old && { ...old, data: old.data.filter(({ id }) => id !== view.id) },
      )
      await refreshViews(client, path)
    },
    open: async (id: string | null) => {
      await request('PUT', '/views/default', { body: { collection: path, id } })
      await refreshViews(client, path)
    },
    refresh: () => refreshViews(client, path),
  }
}
