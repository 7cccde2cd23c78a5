import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { address, onSessionExpired, request } from './api.ts'
import { ApiProblem } from './problem.ts'

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })

beforeEach(() => vi.stubGlobal('document', { documentElement: { lang: 'zh-CN' } }))
afterEach(() => {
  vi.unstubAllGlobals()
  onSessionExpired(undefined)
})

test('a query keeps repeated keys and leaves out what is not there', () => {
  expect(address('/licenses', { 'filter[status]': ['inUse', 'grace'], sort: undefined, 'page[size]': 50 })).toBe(
    '/api/v1/licenses?filter%5Bstatus%5D=inUse&filter%5Bstatus%5D=grace&page%5Bsize%5D=50',
  )
})

test('an expired session is renewed once and the same write sent again under the same key', async () => {
  const fetch = vi
    .fn()
    .mockResolvedValueOnce(json(401, { code: 'UNAUTHENTICATED' }))
    .mockResolvedValueOnce(json(201, { id: 'a' }))
  vi.stubGlobal('fetch', fetch)
  const renew = vi.fn(async () => undefined)
  onSessionExpired(renew)
  expect(await request('POST', '/customers', { body: { name: 'x' } })).toEqual({ id: 'a' })
  expect(renew).toHaveBeenCalledTimes(1)
  const [first, second] = fetch.mock.calls.map(([, init]) => init.headers as Headers)
  expect(first?.get('Idempotency-Key')).toMatch(/^[0-9a-f]{32}$/)
  expect(second?.get('Idempotency-Key')).toBe(first?.get('Idempotency-Key'))
  expect(first?.get('Accept-Language')).toBe('zh-CN')
  expect(first?.get('X-Requested-With')).toBe('tenon')
})

test('a refused call throws the server’s problem with its fields and waiting time', async () => {
  const fields = [{ field: 'name', code: 'REQUIRED', message: 'Enter a name.' }]
  vi.stubGlobal('fetch', async () =>
    json(429, { code: 'TOO_MANY', detail: 'Slow down.', requestId: 'r1', fields }, { 'retry-after': '12' }),
  )
  const problem = await request('POST', '/customers').catch((error: unknown) => error)
  expect(problem).toBeInstanceOf(ApiProblem)
  expect(problem).toMatchObject({
    status: 429,
    code: 'TOO_MANY',
    message: 'Slow down.',
    requestId: 'r1',
    fields,
    retryAfter: 12,
  })
})

test('no answer and an answer that is not ours are problems too', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
  await expect(request('GET', '/customers')).rejects.toMatchObject({ status: 0, code: 'NETWORK' })
  vi.stubGlobal('fetch', async () => new Response('<html>Bad gateway</html>', { status: 502 }))
  await expect(request('GET', '/customers')).rejects.toMatchObject({ status: 502, code: 'HTTP_502' })
})
