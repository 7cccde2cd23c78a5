import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { type Notice, type NoticePage, unreadKey } from '../../app/inbox.ts'
import { offerUndo } from '../../app/undo.ts'
import { heldWith } from './notices.ts'

export const filters = ['all', 'unread', 'archived'] as const
export type InboxFilter = (typeof filters)[number]
type Pages = InfiniteData<NoticePage, string | undefined>

const noticesKey = (filter: InboxFilter) => ['inbox', 'notices', filter] as const

/** The notices of a filter, page by page, and what one does with them: shown at once, taken back when refused. */
export function useInbox(filter: InboxFilter) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [problem, setProblem] = useState<unknown>()
  const query = useInfiniteQuery({
    queryKey: noticesKey(filter),
    queryFn: async ({ pageParam, signal }) => {
      const asked = { filter, size: 50, after: pageParam }
      const page = await request<NoticePage>('GET', '/notifications', { query: asked, signal })
      const before = client.getQueryData<Pages>(noticesKey(filter))
      // What was just read stays where it is until one looks at another filter.
      return pageParam === undefined && filter === 'unread' ? { ...page, data: heldWith(page.data, before) } : page
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.next,
  })
  const notices =
    query.data?.pages.flatMap(page => page.data).toSorted((one, other) => other.at.localeCompare(one.at)) ?? []
  const patch = (change: (notice: Notice) => Notice | null) =>
    client.setQueriesData<Pages>({ queryKey: ['inbox', 'notices'] }, pages => pages && changed(pages, change))

  const send = async (act: 'read' | 'unread' | 'archive', body: { ids: string[] } | { all: true }) => {
    setProblem(undefined)
    try {
      const { unread } = await request<{ unread: number }>('POST', `/notifications/${act}`, { body })
      client.setQueryData(unreadKey, unread)
    } catch (failure) {
      setProblem(failure)
      await client.invalidateQueries({ queryKey: ['inbox'] })
    }
  }
  const only = (id: string, next: (notice: Notice) => Notice | null) =>
    patch(notice => (notice.id === id ? next(notice) : notice))

  const read = (notice: Notice) => {
    if (notice.readAt) return
    only(notice.id, each => ({ ...each, readAt: new Date().toISOString() }))
    send('read', { ids: [notice.id] })
  }
  const unread = (notice: Notice) => {
    only(notice.id, each => ({ ...each, readAt: null }))
    return send('unread', { ids: [notice.id] })
  }
  const archive = (notice: Notice) => {
    only(notice.id, () => null)
    send('archive', { ids: [notice.id] })
    const undo = async () => {
      await send('unread', { ids: [notice.id] })
      if (notice.readAt) await send('read', { ids: [notice.id] })
      await client.invalidateQueries({ queryKey: ['inbox'] })
    }
    offerUndo({ text: t('inbox.archivedOne'), undo })
  }
  const readAll = () => {
    patch(notice => ({ ...notice, readAt: notice.readAt ?? new Date().toISOString() }))
    return send('read', { all: true })
  }
  return { query, notices, problem, read, unread, archive, readAll }
}

function changed(pages: Pages, change: (notice: Notice) => Notice | null): Pages {
  const each = (page: NoticePage) => ({ ...page, data: page.data.flatMap(notice => change(notice) ?? []) })
  return { ...pages, pages: pages.pages.map(each) }
}
