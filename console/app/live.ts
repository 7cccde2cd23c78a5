import type { QueryClient } from '@tanstack/react-query'
import type { Meta } from '@tenon/kernel/derive/meta-types.ts'
import { useEffect, useRef } from 'react'
import { listenToServer } from './live-connection.ts'
import { queryClient } from './query.ts'

/** What the server tells without being asked. */
export interface LiveEvents {
  readonly hello: { readonly version: string }
  /** Records of these collections are others than before; which ones, one asks. */
  readonly changed: { readonly collections: readonly string[] }
  readonly notification: { readonly unread: number }
  readonly job: { readonly id: string }
  readonly presence: { readonly collection: string; readonly id: string }
  readonly signedOut: Record<string, never>
  /** Not from the server: the line was down for a while, and whatever was said meanwhile is lost. */
  readonly resumed: Record<string, never>
}
type Listener<Name extends keyof LiveEvents> = (event: LiveEvents[Name]) => void

const listeners = new Map<keyof LiveEvents, Set<Listener<never>>>()

/** Tells everybody on this page; for the connection, and for tests. */
export function tellLive<Name extends keyof LiveEvents>(name: Name, event: LiveEvents[Name]): void {
  for (const listen of listeners.get(name) ?? []) (listen as Listener<Name>)(event)
}

function onLive<Name extends keyof LiveEvents>(name: Name, listen: Listener<Name>): () => void {
  const heard = listeners.get(name) ?? new Set()
  listeners.set(name, heard)
  heard.add(listen)
  return () => void heard.delete(listen)
}

/** Calls with each such event for as long as the component is on screen. The lists and records refresh by themselves. */
export function useLive<Name extends keyof LiveEvents>(name: Name, handler: Listener<Name>): void {
  const latest = useRef(handler)
  useEffect(() => {
    latest.current = handler
  })
  useEffect(() => onLive(name, event => latest.current(event)), [name])
}

/** What is asked under the path of a collection: `['list', 'licenses', …]`. A form's own draft is not among it. */
const rooms = new Set(
  'list count record history actions watch recent summary flow comments files around tree title calendar'.split(' '),
)

/** A second address of an entity, customers of companies, shows the same records. */
function withFacets(collections: Iterable<string>, metas: readonly (Meta | undefined)[]): Set<string> {
  const paths = new Set(collections)
  for (const { path, facets } of metas.flatMap(meta => Object.values(meta?.entities ?? {})))
    if (paths.has(path)) for (const facet of facets) paths.add(facet.path)
  return paths
}

/** Reads what is on screen of these collections anew; the old rows stay until the new ones have come. */
export function refreshCollections(client: QueryClient, collections: Iterable<string>): void {
  const metas = client.getQueriesData<Meta>({ queryKey: ['meta'] }).map(([, meta]) => meta)
  const paths = withFacets(collections, metas)
  client.invalidateQueries({
    predicate: ({ queryKey: [room, path] }) => rooms.has(String(room)) && paths.has(String(path)),
  })
}

/** A busy organisation changes something at every moment: nobody can read faster than this, and no server likes it. */
const refreshEvery = 2_000

/** Collects what changed and tells it at once after a quiet time, else when that time is over. */
export function gather(tell: (collections: ReadonlySet<string>) => void, every = refreshEvery) {
  let waiting = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    timer = undefined
    if (waiting.size === 0) return
    const told = waiting
    waiting = new Set()
    timer = setTimeout(flush, every)
    tell(told)
  }
  return (collections: readonly string[]) => {
    for (const each of collections) waiting.add(each)
    if (timer === undefined) flush()
  }
}

const gathered = gather(collections => refreshCollections(queryClient, collections))
onLive('changed', ({ collections }) => gathered(collections))
onLive('resumed', () => {
  queryClient.invalidateQueries({ predicate: ({ queryKey: [room] }) => rooms.has(String(room)) })
})

/** One line to the server for the whole page, for as long as somebody is signed in; mounted once, by the shell. */
export function useLiveConnection(place: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another person, site or role is another line.
  useEffect(() => {
    const line = listenToServer((name, event) => tellLive(name as keyof LiveEvents, event as never))
    return () => line.close()
  }, [place])
}
