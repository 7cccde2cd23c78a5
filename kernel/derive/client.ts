import type { AnyAction } from '../entity/action.ts'
import type { AnyEntity, Create, Patch, Row, ValuesOf } from '../entity/entity.ts'
import type { Operator } from '../fields/field.ts'
import type { HistoryEntry } from './meta-types.ts'

/** A refusal as the server told it: RFC 9457 problem details with a stable code. */
export interface ProblemDetails {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly requestId: string
  readonly fields?: readonly { readonly field: string; readonly code: string; readonly message: string }[]
}

/** Thrown for every reply that is not a success. */
export class Refused extends Error {
  readonly problem: ProblemDetails
  constructor(problem: ProblemDetails) {
    super(`${problem.code}: ${problem.detail}`)
    this.name = 'Refused'
    this.problem = problem
  }
}

type Names<E extends AnyEntity> = (keyof Row<E> & string) | 'status'
/** What a list is asked: `{ filter: { endsOn: { lte: '2026-12-31' } }, sort: ['-endsOn'], size: 50 }`. */
export interface Wish<E extends AnyEntity> {
  readonly filter?: {
    readonly [K in Names<E>]?: string | number | boolean | { readonly [O in Operator]?: string | number | boolean }
  }
  readonly sort?: readonly (Names<E> | `-${Names<E>}`)[]
  readonly search?: string
  readonly size?: number
  readonly after?: string
}
export interface ListPage<E extends AnyEntity> {
  readonly data: readonly Row<E>[]
  readonly page: {
    readonly size: number
    readonly total: number
    readonly totalIsExact: boolean
    readonly next?: string
    readonly previous?: string
  }
}

/** One collection of the API with the types of its declaration. */
export interface CollectionClient<E extends AnyEntity> {
  list(wish?: Wish<E>): Promise<ListPage<E>>
  get(id: string): Promise<Row<E>>
  /** `key`: the same key and values have their effect once, however often they are sent. */
  create(values: Create<E>, key?: string): Promise<Row<E>>
  /** Refused with STALE when the record is no longer at this version. */
  update(id: string, patch: Patch<E>, version?: number): Promise<Row<E>>
  remove(id: string): Promise<void>
  restore(id: string): Promise<Row<E>>
  /** `run<typeof renew>('renew', id, { months: 12, amount })`. */
  run<A extends AnyAction>(action: A['name'], id: string, input: ValuesOf<A['input']>, key?: string): Promise<Row<E>>
  history(id: string): Promise<readonly HistoryEntry[]>
}

export interface ClientOptions {
  /** `https://tenon.example.com`, without a slash at its end. */
  readonly baseUrl: string
  readonly token: string
  readonly siteId?: string
  readonly language?: 'en' | 'zh'
}

interface Request {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

function query(wish: Wish<AnyEntity>): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(wish.filter ?? {}))
    if (typeof value === 'object')
      for (const [operator, operand] of Object.entries(value))
        parameters.set(`filter[${name}][${operator}]`, String(operand))
    else parameters.set(`filter[${name}]`, String(value))
  if (wish.sort) parameters.set('sort', wish.sort.join(','))
  if (wish.search) parameters.set('search', wish.search)
  if (wish.size) parameters.set('page[size]', String(wish.size))
  if (wish.after) parameters.set('page[after]', wish.after)
  return parameters.size ? `?${parameters}` : ''
}

function sender({ baseUrl, token, siteId, language = 'en' }: ClientOptions) {
  const always = {
    authorization: `Bearer ${token}`,
    'accept-language': language,
    ...(siteId ? { 'x-site-id': siteId } : {}),
  }
  return async <T>(method: string, path: string, { body, headers }: Request = {}): Promise<T> => {
    const json = body === undefined ? {} : { 'content-type': 'application/json' }
    const reply = await fetch(`${baseUrl}/api/v1${path}`, {
      method,
      headers: { ...always, ...json, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const answer = reply.status === 204 ? undefined : await reply.json()
    if (!reply.ok) throw new Refused(answer as ProblemDetails)
    return answer as T
  }
}

/**
 * The API with the types of the declarations, for programs in TypeScript:
 *
 *     const { collection } = client({ baseUrl, token })
 *     const licences = collection<typeof license>('licenses')
 *     await licences.run<typeof renew>('renew', id, { months: 12, amount: { amount: '12000.00', currency: 'CNY' } })
 */
export function client(options: ClientOptions) {
  const send = sender(options)
  const once = (key: string | undefined) => (key ? { headers: { 'idempotency-key': key } } : {})
  return {
    collection: <E extends AnyEntity>(path: string): CollectionClient<E> => ({
      list: (wish = {}) => send('GET', `/${path}${query(wish as Wish<AnyEntity>)}`),
      get: id => send('GET', `/${path}/${id}`),
      create: (values, key) => send('POST', `/${path}`, { body: values, ...once(key) }),
      update: (id, patch, version) =>
        send('PATCH', `/${path}/${id}`, { body: version === undefined ? patch : { ...patch, version } }),
      remove: id => send('DELETE', `/${path}/${id}`),
      restore: id => send('POST', `/${path}/${id}/restore`),
      run: (action, id, input, key) => send('POST', `/${path}/${id}/${action}`, { body: input, ...once(key) }),
      history: async id => (await send<{ data: readonly HistoryEntry[] }>('GET', `/${path}/${id}/history`)).data,
    }),
  }
}
