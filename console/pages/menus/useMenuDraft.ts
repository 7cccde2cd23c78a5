import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey, request } from '../../app/api.ts'
import { menuKey } from '../../app/menu.ts'
import { sessionKey } from '../../app/session.tsx'
import { toast } from '../../ui/toast.tsx'
import { change, type Items, type MenuPlace, type Overlay, put, treeOf, without } from './model.ts'

const overlayKey = ['menu-overlay'] as const

/** The arrangement being edited: nobody else sees it before it is saved. */
export function useMenuDraft() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: overlayKey,
    queryFn: ({ signal }) => request<Overlay>('GET', '/menu/overlay', { signal }),
  })
  const [draft, setDraft] = useState<Items | undefined>()
  const items = draft ?? data?.items ?? []
  const entries = data?.entries ?? []
  const taken = async (overlay: Overlay) => {
    client.setQueryData(overlayKey, overlay)
    setDraft(undefined)
    await Promise.all([
      client.refetchQueries({ queryKey: sessionKey }),
      client.invalidateQueries({ queryKey: menuKey }),
    ])
  }
  const write = (next: Items, version?: number) =>
    request<Overlay>('PUT', '/menu/overlay', { body: { items: next, ...(version !== undefined && { version }) } })
  const save = useMutation({
    mutationFn: () => write(items, data?.version),
    onSuccess: async overlay => {
      await taken(overlay)
      toast({ text: t('menus.saved') })
    },
  })
  const reset = useMutation({
    mutationFn: () => request<Overlay>('DELETE', '/menu/overlay'),
    onSuccess: async overlay => {
      const before = data?.items ?? []
      await taken(overlay)
      toast({ text: t('menus.isReset'), undo: async () => taken(await write(before)) })
    },
  })
  return {
    isReady: data !== undefined,
    error,
    refetch,
    items,
    tree: useMemo(() => treeOf(entries, items), [entries, items]),
    changed: draft !== undefined,
    isArranged: items.length > 0,
    saved: data?.items ?? [],
    change: (key: string, patch: Parameters<typeof change>[2]) => setDraft(change(items, key, patch)),
    put: (key: string, place: MenuPlace) => setDraft(put(entries, items, key, place)),
    remove: (key: string) => setDraft(without(items, key)),
    /** Gives the new entry's key. */
    add: (kind: 'folder' | 'link', label: string, labelZh: string) => {
      const key = `${kind}:${newKey().slice(0, 12)}`
      setDraft([...items, { key, parent: null, rank: 1_000_000, label, labelZh, ...(kind === 'link' && { url: '/' }) }])
      return key
    },
    discard: () => {
      save.reset()
      setDraft(undefined)
    },
    save,
    reset,
  }
}
export type MenuDraft = ReturnType<typeof useMenuDraft>
