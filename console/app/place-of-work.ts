import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { type AnyRouter, useRouter } from '@tanstack/react-router'
import type { Meta } from '@tenon/kernel/derive/meta-types.ts'
import { useEffect } from 'react'
import { forgetUndo } from '../ui/toast.tsx'
import { request } from './api.ts'
import { findCollection, metaQuery } from './meta.ts'
import { narrowTo, rereadRole } from './only-role.ts'
import { isGranted } from './permission.ts'
import { places } from './places.ts'
import { type Session, sessionKey, whoAmI } from './session.tsx'

/** Other windows of this browser share the session, and so the site. */
const windows = 'BroadcastChannel' in globalThis ? new BroadcastChannel('tenon.place') : undefined

interface Arrival {
  readonly session: Session
  readonly meta: Meta
}

/** Where the session works now, and what there is. */
async function look(queries: QueryClient): Promise<Arrival | null> {
  const session = await whoAmI()
  if (!session) return null
  const options = metaQuery(session.language, session.site?.id, session.onlyRole)
  return { session, meta: await queries.fetchQuery({ ...options, staleTime: 0 }) }
}

/** The page at this address if there is one for the person here, else the nearest above it. */
async function nearest(pathname: string, { meta, session }: Arrival): Promise<string> {
  const [room = '', id, ...deeper] = pathname.split('/').slice(1)
  const place = places.find(({ path, text }) => text !== undefined && path === pathname.slice(1))
  if (place) return !place.permission || isGranted(session.permissions, place.permission) ? pathname : '/'
  if (!findCollection(meta, room)) return own.has(room) ? pathname : '/'
  if (!id || deeper.length > 0 || id === 'new' || id === 'import') return pathname
  return request('GET', `/${room}/${id}`).then(
    () => pathname,
    () => `/${room}`,
  )
}
/** Pages that everybody has everywhere. */
const own = new Set(['', 'inbox', 'my_tasks', 'reports', 'settings', 'account'])

/** Forgets everything read at the old place in one step, so that none of it is on screen or in a cache. */
async function show(queries: QueryClient, session: Session | null): Promise<void> {
  await queries.cancelQueries()
  const kept = session && JSON.stringify(metaQuery(session.language, session.site?.id, session.onlyRole).queryKey)
  queries.removeQueries({
    predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] && JSON.stringify(queryKey) !== kept,
  })
  forgetUndo()
  queries.setQueryData(sessionKey, session)
}

async function arrive(queries: QueryClient, router: AnyRouter): Promise<Session | null> {
  const arrival = await look(queries)
  const { pathname } = router.state.location
  const target = arrival ? await nearest(pathname, arrival) : pathname
  await show(queries, arrival?.session ?? null)
  // A peek or a filter may name what is not here.
  if (target !== pathname || router.state.location.searchStr.includes('peek='))
    router.navigate({ to: target, replace: true, ignoreBlocker: true })
  return arrival?.session ?? null
}

/** Where one works from now on: a site, or one of one's roles (null for all of them). */
export type Wish = { readonly siteId: string } | { readonly roleId: string | null }

/** Moves the session and everything on screen. Resolves with the session as it is there. */
export function useChangePlace() {
  const queries = useQueryClient()
  const router = useRouter()
  return async (wish: Wish): Promise<Session | null> => {
    if ('siteId' in wish) await request('POST', '/site/switch', { body: wish, everyRole: true })
    else narrowTo(wish.roleId)
    const session = await arrive(queries, router)
    windows?.postMessage(null)
    return session
  }
}

/** Follows when the place was changed in another window: this one would otherwise show one site and write to another. */
export function useFollowPlace(onMoved: (session: Session) => void): void {
  const queries = useQueryClient()
  const router = useRouter()
  // biome-ignore lint/correctness/useExhaustiveDependencies: subscribed once.
  useEffect(() => {
    const follow = async () => {
      rereadRole()
      const session = await arrive(queries, router)
      if (session) onMoved(session)
    }
    windows?.addEventListener('message', follow)
    return () => windows?.removeEventListener('message', follow)
  }, [])
}
