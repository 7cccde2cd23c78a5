import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Language } from '@tenon/kernel/messages/language.ts'
import { createContext, use } from 'react'
import type { Accent } from '../theme.ts'
import { request } from './api.ts'
import type { MenuGroup } from './menu.ts'
import { narrowTo, onlyRole } from './only-role.ts'
import { ApiProblem } from './problem.ts'
import { forgetRecent } from './recent-records.ts'

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
    /** Chosen by the organisation; null while it has not. */
    readonly accent: Accent | null
  }
  readonly site: Site | null
  readonly sites: readonly Site[]
  readonly roles: readonly { readonly id: string; readonly key: string; readonly name: string }[]
  /** Set while one works under a single one of one's roles; `roles` then holds just that. */
  readonly onlyRole: string | null
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

type Answer = Omit<Session, 'language' | 'onlyRole'>

/** A role that one has lost, or does not hold at this site, counts no longer. */
async function ask(): Promise<Session> {
  const language = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en'
  try {
    const session = await request<Answer>('GET', '/user/me', { expectsSession: false })
    return { ...session, language, onlyRole: onlyRole() }
  } catch (problem) {
    if (onlyRole() === null || !(problem instanceof ApiProblem) || problem.status !== 404) throw problem
    narrowTo(null)
    return ask()
  }
}

/** Who is at the screen now, asked of the server; null when nobody is signed in. */
export async function whoAmI(): Promise<Session | null> {
  try {
    return await ask()
  } catch (problem) {
    if (problem instanceof ApiProblem && problem.status === 401) return null
    throw problem
  }
}

/** Null once it is known that nobody is signed in. */
export const sessionQuery = queryOptions({ queryKey: sessionKey, queryFn: whoAmI, staleTime: 60_000 })
export const useSessionQuery = () => useQuery(sessionQuery)

/** Which organisation is entered, and by which way of the API. */
export interface SignInPlace {
  readonly tenant?: string | undefined
  readonly path?: string | undefined
}

/** Throws ApiProblem with the server's own sentence; never says which of the two was wrong. */
export async function signIn(identifier: string, password: string, place: SignInPlace = {}): Promise<void> {
  const { tenant, path = '/auth/login' } = place
  await request('POST', path, { body: { identifier, password, tenant }, expectsSession: false })
}

/** Signs out here and forgets everything that was read. */
export function useSignOut() {
  const queries = useQueryClient()
  return async () => {
    await request('POST', '/auth/logout', { expectsSession: false, everyRole: true })
    narrowTo(null)
    forgetRecent()
    await queries.cancelQueries()
    queries.removeQueries({ predicate: query => query.queryKey[0] !== sessionKey[0] })
    queries.setQueryData(sessionKey, null)
  }
}
