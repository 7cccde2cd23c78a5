import { randomBytes, randomUUID } from 'node:crypto'
import type { Runtime } from '@tenon/kernel/data/unit-of-work.ts'
import type { System } from '@tenon/kernel/entity/system.ts'
import { buildServer } from '@tenon/kernel/http/server.ts'
import type { Session } from '@tenon/kernel/operations/read.ts'
import { type Answer, type TestApp, testApp } from '@tenon/kernel/testing/app.ts'
import type { FastifyRequest } from 'fastify'
import { afterAll } from 'vitest'
import { identity } from '../index.ts'
import {
  type CreatedTenant,
  createPerson,
  createTenant,
  type NewPerson,
  openIdentity,
  settleSignIns,
} from '../server.ts'
import { identityOf } from '../sign-in/open.ts'

export type Headers = Readonly<Record<string, string>>
export interface Caller {
  get(path: string, headers?: Headers): Promise<Answer>
  post(path: string, body?: unknown, headers?: Headers): Promise<Answer>
  patch(path: string, body: unknown, headers?: Headers): Promise<Answer>
  put(path: string, body: unknown, headers?: Headers): Promise<Answer>
  delete(path: string, headers?: Headers, body?: unknown): Promise<Answer>
}
export interface Known extends Caller {
  readonly email: string
  readonly password: string
  readonly token: string
  readonly memberId: string
  readonly userId: string
}
export interface SignInServer {
  readonly runtime: Runtime
  /** Calls as whoever these headers make one; from an address of one's own. */
  as(headers: Headers, address?: string): Caller
  login(email: string, password: string, address?: string): Promise<Answer>
}
export interface SignInApp extends SignInServer {
  readonly app: TestApp
  tenant(): Promise<CreatedTenant['tenant']>
  /** A person of the organisation with these roles, signed in. */
  person(tenant: CreatedTenant['tenant'], roles: NewPerson['roles']): Promise<Known>
  /** The session behind a person's token, as an operation is given it. */
  sessionOf(person: Known): Promise<Session>
  /** The same installation, started again: nothing remembered but what the database holds. */
  restarted(baseUrl?: string): Promise<SignInServer>
}

export const anAddress = () => `10.${[...randomBytes(3)].join('.')}`

async function serverFor(app: TestApp, runtime: Runtime, baseUrl: string): Promise<SignInServer> {
  const secret = randomBytes(32).toString('base64url')
  const { authenticate } = openIdentity({ runtime, catalog: app.catalog, baseUrl, secret })
  const { http } = await buildServer({ catalog: app.catalog, runtime, authenticate, version: 'test', baseUrl })
  afterAll(async () => {
    await http.close()
    await settleSignIns(runtime)
  })
  const caller = (own: Headers, remoteAddress: string): Caller => {
    const send = async (
      method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
      path: string,
      body: unknown,
      headers: Headers = {},
    ) => {
      const payload = body === undefined ? {} : { payload: body as object }
      const reply = await http.inject({
        method,
        url: `/api/v1${path}`,
        remoteAddress,
        headers: { ...own, ...headers },
        ...payload,
      })
      const isJson = String(reply.headers['content-type'] ?? '').includes('json')
      return { status: reply.statusCode, body: isJson ? reply.json() : reply.body, headers: reply.headers }
    }
    return {
      get: (path, headers) => send('GET', path, undefined, headers),
      post: (path, body, headers) => send('POST', path, body, headers),
      patch: (path, body, headers) => send('PATCH', path, body, headers),
      put: (path, body, headers) => send('PUT', path, body, headers),
      delete: (path, headers, body) => send('DELETE', path, body, headers),
    }
  }
  const as = (headers: Headers, address = anAddress()) => caller(headers, address)
  return {
    runtime,
    as,
    login: (identifier, password, address) => as({}, address).post('/auth/login', { identifier, password }),
  }
}

/** A server people really sign in to, with the systems given beside identity. */
export async function signInApp(systems: readonly System[] = []): Promise<SignInApp> {
  const app = await testApp([identity, ...systems])
  const server = await serverFor(app, app.runtime, 'http://localhost')
  async function person(tenant: CreatedTenant['tenant'], roles: NewPerson['roles']): Promise<Known> {
    const email = `${randomUUID().slice(0, 13)}@example.com`
    const password = randomBytes(15).toString('base64url')
    const made = await createPerson(app.runtime, tenant, { name: 'Somebody', email, password, roles })
    const token: string = (await server.login(email, password)).body.accessToken
    return { ...made, email, password, token, ...server.as({ authorization: `Bearer ${token}` }) }
  }
  return {
    ...server,
    app,
    person,
    tenant: async () => (await createTenant(app, { slug: `t-${randomBytes(6).toString('hex')}`, name: 'Test' })).tenant,
    async sessionOf({ token }) {
      const request = { headers: { authorization: `Bearer ${token}` } } as FastifyRequest
      const origin = { language: 'en', requestId: 'test', address: '127.0.0.1' } as const
      const found = await identityOf(app.runtime).authenticate(request, origin)
      if (!found) throw new Error('The token opens no session')
      return { runtime: app.runtime, ...found }
    },
    restarted: (baseUrl = 'http://localhost') => serverFor(app, { ...app.runtime }, baseUrl),
  }
}
