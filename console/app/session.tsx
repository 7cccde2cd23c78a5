import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Language } from '@tenon/kernel/messages/language.ts'
import { createContext, use } from 'react'
import { request } from './api.ts'
import type { MenuGroup } from './menu.ts'
import { ApiProblem } from './problem.ts'

export interface Site {
  readonly id: string
  readonly name: string
  readonly type: string
}
export interface Session {
  readonly person: { readonly id: string; readonly name: string; readonly email: string }
  readonly tenant: {
    readonly id: string
    readonly slug: string
    readonly name: string
    readonly timeZone: string
    readonly currency: string
  }
  readonly site: Site | null
  readonly sites: readonly Site[]
  readonly roles: readonly { readonly id: string; readonly name: string }[]
  readonly permissions: readonly string[]
  /** Of the person, where they have chosen one; otherwise the organisation's counts. */
  readonly timeZone?: string | undefined
  /** In the language it was asked for in. */
  readonly menu: readonly MenuGroup[]
  readonly language: Language
}

export const SessionContext = createContext<Session | null>(null)
export const sessionKey = ['session'] as const

/** Who is at the screen: known everywhere below the shell. */
export function useSession(): Session {
  const session = use(SessionContext)
  if (!session) throw new Error('useSession needs somebody signed in')
  return session
}
export const useOptionalSession = () => use(SessionContext)

async function whoAmI(): Promise<Session | null> {
  try {
    const language = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en'
    const session = await request<Omit<Session, 'language'>>('GET', '/user/me', { expectsSession: false })
    return { ...session, language }
  } catch (problem) {
    if (problem instanceof ApiProblem && problem.status === 401) return null
    throw problem
  }
}

/** Null once it is known that nobody is signed in. */
export const sessionQuery = queryOptions({ queryKey: sessionKey, queryFn: whoAmI, staleTime: 60_000 })
export const useSessionQuery = () => useQuery(sessionQuery)

/** Throws ApiProblem with the server's own sentence; never says which of the two was wrong. */
export async function signIn(identifier: string, password: string): Promise<void> {
  await request('POST', '/auth/login', { body: { identifier, password }, expectsSession: false })
}

/** Signs out here and forgets everything that was read. */
export function useSignOut() {
  const queries = useQueryClient()
  return async () => {
    await request('POST', '/auth/logout', { expectsSession: false })
    await queries.cancelQueries()
    queries.removeQueries({ predicate: query => query.queryKey[0] !== sessionKey[0] })
    queries.setQueryData(sessionKey, null)
  }
}

/** Works at another of one's sites from now on; everything on screen is read anew. */
export function useSwitchSite() {
  const queries = useQueryClient()
  return async (siteId: string) => {
    await request('POST', '/site/switch', { body: { siteId } })
    await queries.refetchQueries({ queryKey: sessionKey })
    await queries.resetQueries({ predicate: query => query.queryKey[0] !== sessionKey[0] })
  }
}
