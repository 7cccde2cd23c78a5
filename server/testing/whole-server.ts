import { randomBytes, randomUUID } from 'node:crypto'
import { createPerson, createTenant, type NewPerson, openIdentity, settleSignIns } from '@tenon/identity/server'
import type { Tenant } from '@tenon/kernel/entity/ctx.ts'
import { buildServer } from '@tenon/kernel/http/server.ts'
import { type Answer, type TestApp, testApp } from '@tenon/kernel/testing/app.ts'
import type { ImportQueue } from '@tenon/kernel/transfer/import/queue.ts'
import { afterAll } from 'vitest'
import { applicationRoutes } from '../routes.ts'
import { systems } from '../systems.ts'

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
export interface SignedIn {
  readonly memberId: string
  readonly password: string
  readonly token: string
  send(method: Method, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
}

/** Everything that is deployed, with people who really sign in: every request passes the same gates as in use. */
export async function wholeServer(
  imports?: (app: TestApp) => ImportQueue,
  log?: NonNullable<Parameters<typeof buildServer>[0]['log']>,
) {
  const app = await testApp(systems)
  const baseUrl = 'http://localhost'
  const secret = randomBytes(32).toString('base64url')
  const { authenticate } = openIdentity({ ...app, baseUrl, secret })
  const routes = applicationRoutes(app.catalog, imports?.(app))
  const server = await buildServer({ ...app, authenticate, routes, baseUrl, version: 'test', ...(log ? { log } : {}) })
  const { http } = server
  afterAll(async () => {
    await http.close()
    await settleSignIns(app.runtime)
  })

  const remoteAddress = () => `10.${[...randomBytes(3)].join('.')}`
  async function send(token: string | null, method: Method, path: string, body?: unknown, headers = {}) {
    const reply = await http.inject({
      method,
      url: `/api/v1${path}`,
      remoteAddress: remoteAddress(),
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    })
    const isJson = String(reply.headers['content-type'] ?? '').includes('json')
    return { status: reply.statusCode, body: isJson ? reply.json() : reply.body, headers: reply.headers } as Answer
  }
  async function person(tenant: Tenant, roles: NewPerson['roles']): Promise<SignedIn> {
    const email = `${randomUUID().slice(0, 13)}@example.com`
    const password = randomBytes(15).toString('base64url')
    const { memberId } = await createPerson(app.runtime, tenant, { name: 'Somebody', email, password, roles })
    const token: string = (await send(null, 'POST', '/auth/login', { identifier: email, password })).body.accessToken
    return { memberId, password, token, send: (...request) => send(token, ...request) }
  }
  return {
    app,
    http,
    routes: server.routes,
    person,
    /** Whoever has this token or key. */
    holder: (token: string) => (method: Method, path: string, body?: unknown) => send(token, method, path, body),
    tenant: async () => (await createTenant(app, { slug: `t-${randomBytes(6).toString('hex')}`, name: 'Test' })).tenant,
  }
}
