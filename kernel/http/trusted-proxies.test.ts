import { expect, test } from 'vitest'
import type { Runtime } from '../data/unit-of-work.ts'
import { catalog } from '../entity/catalog.ts'
import { json, route } from './route.ts'
import { buildServer } from './server.ts'

const where = route({
  method: 'GET',
  path: '/where',
  operation: 'where',
  summary: 'Where a request came from',
  tag: 'test',
  access: 'public',
  replies: { 200: { description: 'The address' } },
  run: async ({ address }) => json(address),
})
async function addressSeen(trustedProxies: readonly string[], remoteAddress: string, headers: Record<string, string>) {
  const options = { catalog: catalog([]), runtime: {} as Runtime, version: 'test', baseUrl: 'http://localhost' }
  const { http } = await buildServer({ ...options, authenticate: async () => null, routes: [where], trustedProxies })
  const reply = await http.inject({ url: '/api/v1/where', remoteAddress, headers })
  await http.close()
  return reply.json()
}
const claimed = { 'x-forwarded-for': '198.51.100.7', forwarded: 'for=198.51.100.7', 'x-real-ip': '198.51.100.7' }

test('where a request came from is taken from nobody’s word but that of our own proxies', async () => {
  expect(await addressSeen([], '10.0.0.2', claimed)).toBe('10.0.0.2')
  expect(await addressSeen(['10.0.0.2'], '10.0.0.3', claimed)).toBe('10.0.0.3')
  expect(await addressSeen(['10.0.0.2'], '10.0.0.2', claimed)).toBe('198.51.100.7')
  expect(await addressSeen(['10.0.0.0/8'], '::ffff:10.0.0.2', claimed)).toBe('198.51.100.7')
})

test('what was written in front of a proxy’s own word is not believed', async () => {
  const headers = { 'x-forwarded-for': '127.0.0.1, 198.51.100.7' }
  expect(await addressSeen(['10.0.0.2'], '10.0.0.2', headers)).toBe('198.51.100.7')
  expect(await addressSeen(['10.0.0.2'], '10.0.0.2', { 'x-real-ip': '127.0.0.1' })).toBe('10.0.0.2')
})
