import { noteAnswered, noteUnreachable } from './connection.ts'
import { onlyRole } from './only-role.ts'
import { ApiProblem, heals, problemOf } from './problem.ts'

export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>
export interface RequestOptions {
  readonly query?: Query | undefined
  /** JSON, unless it is FormData or a Blob (a file sent as it is). */
  readonly body?: unknown
  /** A POST without one gets its own; pass the form's, so that a second press has one effect. */
  readonly idempotencyKey?: string | undefined
  readonly signal?: AbortSignal | undefined
  /** False where a 401 is an answer (sign-in, the first look at the session), not an expired session. */
  readonly expectsSession?: boolean | undefined
  /** Instead of the language on screen. */
  readonly language?: 'en' | 'zh' | undefined
  /** True where all of one's roles count, though one works under a single one. */
  readonly everyRole?: boolean | undefined
}

/** Asked on a 401; settles once somebody has signed in again, rejects when they gave up. */
let renewSession: (() => Promise<void>) | undefined
export function onSessionExpired(renew: (() => Promise<void>) | undefined) {
  renewSession = renew
}

/** `/api/v1` and the query; an array repeats its key, null and undefined leave it out. */
export function address(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (Array.isArray(value)) for (const item of value) parameters.append(key, item)
    else if (value !== undefined && value !== null) parameters.append(key, String(value))
  }
  const search = parameters.toString()
  return `/api/v1${path}${search && `?${search}`}`
}

/**
 * One call of the API, signed in by cookie. Throws ApiProblem. A 401 opens sign-in over the page and then tries again.
 *
 *     const page = await request<Page<License>>('GET', '/licenses', { query: { 'filter[status]': 'inUse' } })
 */
export async function request<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
  const prepared = { ...options, idempotencyKey: options.idempotencyKey ?? (method === 'POST' ? newKey() : undefined) }
  try {
    return await send<T>(method, path, prepared)
  } catch (problem) {
    const expired = problem instanceof ApiProblem && problem.status === 401
    if (!expired || options.expectsSession === false || !renewSession) throw problem
    await renewSession()
    return await send<T>(method, path, prepared)
  }
}

async function send<T>(method: string, path: string, options: RequestOptions): Promise<T> {
  const raw = options.body instanceof FormData || options.body instanceof Blob
  const hasJson = options.body !== undefined && !raw
  const headers = new Headers({ 'X-Requested-With': 'tenon', Accept: 'application/json' })
  headers.set('Accept-Language', options.language ?? (document.documentElement.lang || 'en'))
  const role = options.everyRole ? null : onlyRole()
  if (role) headers.set('X-Role-Id', role)
  if (hasJson) headers.set('Content-Type', 'application/json')
  if (options.idempotencyKey) headers.set('Idempotency-Key', options.idempotencyKey)
  const body = hasJson ? JSON.stringify(options.body) : ((options.body ?? null) as BodyInit | null)
  const response = await reach(address(path, options.query), {
    method,
    headers,
    body,
    credentials: 'same-origin',
    signal: options.signal ?? null,
  })
  if (!response.ok) throw await refused(response)
  noteAnswered()
  const text = await response.text()
  return (text === '' ? undefined : JSON.parse(text)) as T
}

async function refused(response: Response): Promise<ApiProblem> {
  const problem = await problemOf(response)
  if (heals(problem)) noteUnreachable(false)
  else noteAnswered()
  return problem
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    if (init.signal?.aborted) throw error
    noteUnreachable(true)
    throw new ApiProblem(0, { code: 'NETWORK' })
  }
}

/** `crypto.randomUUID` exists only on HTTPS and localhost; a console on a plain LAN address must still post. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}
