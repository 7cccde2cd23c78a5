import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Pool } from '@tenon/kernel/data/pool.ts'
import type { Metrics } from '@tenon/kernel/http/metrics.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'

const readyWithin = 2_000

/** Why the server cannot serve now; empty when it can. */
async function reasons(pool: Pool): Promise<string[]> {
  const timeout = AbortSignal.timeout(readyWithin)
  const late = new Promise<string[]>(resolve =>
    timeout.addEventListener('abort', () => resolve(['the database does not answer']), { once: true }),
  )
  const asked = pool.instance([{ text: 'select 1', values: [] }]).then(
    () => [],
    () => ['the database cannot be reached'],
  )
  return Promise.race([asked, late])
}

/** The address is the socket's own: behind a proxy every request looks local, so a forwarded one does not count. */
const isLocal = ({ ip, headers }: FastifyRequest) =>
  (ip === '::1' || ip.startsWith('127.') || ip.startsWith('::ffff:127.')) &&
  headers['x-forwarded-for'] === undefined &&
  headers.forwarded === undefined

function hasToken({ headers }: FastifyRequest, token: string): boolean {
  const given = headers.authorization?.replace(/^Bearer /, '') ?? ''
  const digest = (text: string) => createHmac('sha256', token).update(text).digest()
  return timingSafeEqual(digest(given), digest(token))
}

/** Liveness, readiness and metrics, for whoever keeps the server running. */
export function serviceEndpoints(http: FastifyInstance, pool: Pool, metrics: Metrics, token: string): void {
  http.get('/health/live', async () => ({ status: 'live' }))
  http.get('/health/ready', async (_request, reply) => {
    const why = await reasons(pool)
    return reply
      .code(why.length ? 503 : 200)
      .send(why.length ? { status: 'not ready', reasons: why } : { status: 'ready' })
  })
  http.get('/metrics', async (request, reply) => {
    if (!isLocal(request) && !hasToken(request, token)) return reply.code(404).send()
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
}
