import { openIdentity } from '@tenon/identity/server'
import type { Route } from '@tenon/kernel/http/route.ts'
import { testApp } from '@tenon/kernel/testing/app.ts'
import type { InjectOptions } from 'fastify'
import { describe, expect, test } from 'vitest'
import { applicationRoutes } from './routes.ts'
import { systems } from './systems.ts'

const app = await testApp(systems, { routes: (_runtime, catalog) => applicationRoutes(catalog) })
openIdentity({ runtime: app.runtime, catalog: app.catalog, baseUrl: 'http://localhost', secret: 's'.repeat(40) })
const person = (await app.tenant()).as()

const id = '01a1fdcf-b086-7010-bef7-6289afc0ab3d'
const strings = [
  '',
  ' ',
  '\u0000',
  "'; drop table kernel.tenant; --",
  '../../etc/passwd',
  '%00',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '𝕋𝕖𝕟𝕠𝕟 榫 🪵',
  '\ud800',
  'a'.repeat(100_000),
  '-1',
  '1e400',
  '__proto__',
]
const values: unknown[] = [
  ...strings,
  null,
  true,
  0,
  -1,
  1e308,
  [],
  [[]],
  {},
  { $ne: null },
  [null],
  { __proto__: null, constructor: {} },
]
const bodies: unknown[] = [
  ...values,
  ...values.map(value => ({
    name: value,
    code: value,
    email: value,
    identifier: value,
    password: value,
    roles: value,
    months: value,
    amount: value,
    ids: value,
    action: value,
    version: value,
    siteId: value,
  })),
  { ids: [id, id], action: 'update', values: { id: 'x', tenantId: id } },
]
const raw = [
  '{',
  '[1,',
  'null',
  '"',
  '{"a":1}{"b":2}',
  `${'['.repeat(5_000)}`,
  '{"__proto__":{"polluted":true}}',
  '\ufeff{}',
  '',
]
const parameters = [
  'filter[name]=%00',
  'filter[name][contains]=%25%5C_',
  'filter[__proto__]=1',
  'filter[constructor][eq]=1',
  'sort=__proto__',
  'sort=-id,id,id',
  'page[size]=-1',
  'page[size]=99999999999',
  'page[number]=999999',
  'page[after]=e30',
  'page[after]=WyIwMDAwIl0',
  'search=%F0%9F%AA%B5%20%27%20%22',
  'include=__proto__',
  'fields=toString',
  'filter[createdAt][gt]=99999-01-01',
  'filter[id]=%27',
  'scope=__proto__',
  'x=1&x=2',
  'page[size]=1&page[size]=2',
]
const forbidden = /at .+\.ts:\d+|node_modules|select .+ from|insert into|syntax error|violates|pg_|ECONN|\bundefined\b/i

async function ask(what: string, request: InjectOptions) {
  const reply = await app.server.http.inject({
    ...request,
    headers: { authorization: `Bearer ${person.token}`, ...request.headers },
  })
  const said = `${what}: ${reply.statusCode} ${reply.body.slice(0, 300)}`
  expect(reply.statusCode, said).not.toBe(500)
  if (reply.statusCode < 400) return
  expect(reply.headers['content-type'], said).toContain('application/problem+json')
  const problem = reply.json()
  expect(problem, said).toMatchObject({
    code: expect.stringMatching(/^[A-Z][A-Z_]+$/),
    status: reply.statusCode,
    requestId: expect.any(String),
  })
  expect(`${problem.detail} ${JSON.stringify(problem.fields ?? [])}`, said).not.toMatch(forbidden)
}

const addressOf = ({ path }: Route, value: string) => `/api/v1${path.replace(/\{\w+\}/g, encodeURIComponent(value))}`

async function hostileBodies(route: Route) {
  const url = addressOf(route, id)
  for (const body of bodies)
    await ask(`${route.operation} body`, {
      method: route.method,
      url,
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify(body) ?? '',
    })
  for (const text of raw)
    await ask(`${route.operation} raw`, {
      method: route.method,
      url,
      headers: { 'content-type': 'application/json' },
      payload: text,
    })
  for (const type of [
    'text/plain',
    'application/xml',
    'multipart/form-data; boundary=x',
    'application/json; charset=utf-16',
    'application/x-www-form-urlencoded',
  ])
    await ask(`${route.operation} ${type}`, {
      method: route.method,
      url,
      headers: { 'content-type': type },
      payload: 'a=1',
    })
}

async function hostileAddresses(route: Route) {
  for (const text of strings.slice(0, -4))
    await ask(`${route.operation} id`, {
      method: route.method,
      url: addressOf(route, text.slice(0, 150).toWellFormed()),
    })
  for (const query of parameters)
    await ask(`${route.operation} ?${query}`, { method: route.method, url: `${addressOf(route, id)}?${query}` })
}

describe.each(Object.entries(Object.groupBy(app.server.routes, route => route.tag)))('%s', (_tag, routes = []) => {
  test('hostile bodies, types, ids and parameters get a clear refusal', { timeout: 120_000 }, async () => {
    for (const route of routes) {
      await hostileAddresses(route)
      if (route.method !== 'GET') await hostileBodies(route)
    }
  })
})

test('a body over the limit, an address that is nothing, and a header that is nonsense', async () => {
  await ask('large', {
    method: 'POST',
    url: '/api/v1/companies',
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify({ name: 'a'.repeat(2_000_000) }),
  })
  await ask('nowhere', { method: 'GET', url: '/api/v1/nowhere' })
  for (const headers of [
    { 'idempotency-key': '中\n'.trim() },
    { 'idempotency-key': 'x'.repeat(500) },
    { 'if-match': 'abc' },
    { 'x-site-id': "'" },
    { 'accept-language': '\u00ff;q=x' },
  ])
    await ask(JSON.stringify(headers), {
      method: 'POST',
      url: '/api/v1/companies',
      headers: { 'content-type': 'application/json', ...headers } as Record<string, string>,
      payload: '{"name":"x"}',
    })
})
