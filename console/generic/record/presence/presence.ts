import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, use, useCallback, useEffect, useRef } from 'react'
import { request } from '../../../app/api.ts'
import { useLive } from '../../../app/live.ts'

/** Somebody else who has the record open. */
export interface Viewer {
  readonly id: string
  readonly name: string
  /** What they are editing. */
  readonly field: string | null
  readonly since: string
}

interface Presence {
  readonly viewers: readonly Viewer[]
  /** Tells the others which field one is in; null when one has left it. */
  edit(field: string | null): void
}

const nobody: Presence = { viewers: [], edit: () => undefined }
export const PresenceContext = createContext<Presence>(nobody)
export const usePresent = () => use(PresenceContext)

/** Who is in a field at this moment. */
export const useEditorOf = (field: string): Viewer | undefined =>
  usePresent().viewers.find(viewer => viewer.field === field)

const viewersOptions = (path: string, id: string) =>
  queryOptions({
    queryKey: ['presence', path, id],
    queryFn: async ({ signal }) =>
      (await request<{ data: readonly Viewer[] }>('GET', `/${path}/${id}/presence`, { signal })).data,
    retry: false,
  })

const beat = 20_000
/** Who walks past a record with the arrow keys was not there. */
const settled = 1_200

// To be there is a courtesy: nothing on the page waits for it, and a lost beat is followed by the next.
async function leave(path: string, id: string): Promise<void> {
  await request('DELETE', `/presence/${path}/${id}`).catch(() => undefined)
}
const stay = (path: string, id: string, field: string | null) =>
  request<{ data: readonly Viewer[] }>('PUT', '/presence', { body: { collection: path, id, field } }).catch(
    () => undefined,
  )

/** Says that one is here for as long as the record is on screen, and who else is. */
export function usePresence(path: string, id: string): Presence {
  const client = useQueryClient()
  const field = useRef<string | null>(null)
  const isHere = useRef(false)
  const { data = nobody.viewers } = useQuery(viewersOptions(path, id))
  const send = useCallback(async () => {
    if (document.visibilityState !== 'visible') return
    // Each beat is answered with who else is there: whoever left without a word is no longer named.
    const others = await stay(path, id, field.current)
    if (others) client.setQueryData(viewersOptions(path, id).queryKey, others.data)
  }, [client, path, id])
  useEffect(() => {
    const arrive = () => {
      isHere.current = true
      send()
    }
    const start = setTimeout(arrive, settled)
    const timer = setInterval(arrive, beat)
    document.addEventListener('visibilitychange', send)
    return () => {
      clearTimeout(start)
      clearInterval(timer)
      document.removeEventListener('visibilitychange', send)
      if (isHere.current) leave(path, id)
      isHere.current = false
    }
  }, [path, id, send])
  useLive('presence', event => {
    if (event.collection === path && event.id === id) client.invalidateQueries({ queryKey: ['presence', path, id] })
  })
  const edit = useCallback(
    (name: string | null) => {
      if (field.current === name) return
      field.current = name
      isHere.current = true
      send()
    },
    [send],
  )
  return { viewers: data, edit }
}
