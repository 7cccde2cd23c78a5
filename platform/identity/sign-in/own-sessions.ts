import type { Statement } from '@tenon/kernel/data/batch.ts'
import { translate } from '@tenon/kernel/data/pg-errors.ts'
import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import type { Cells } from '@tenon/kernel/fields/field.ts'
import { json, noContent, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { checkId } from '@tenon/kernel/operations/read.ts'
import { notFound } from '@tenon/kernel/problem/refusals.ts'
import { z } from 'zod'
import { recordDeed } from '../people/deed.ts'
import type { SignedIn } from '../standing/standing.ts'
import { deviceOf } from './device.ts'
import { who } from './routes.ts'
import { endSessionsOf } from './session.ts'
import { networkOf } from './throttle.ts'

const ofAccount = (userId: string): Statement => ({
  text: `select s.id, s.user_agent, s.ip_address, s.created_at, s.updated_at, s.expires_at, s.site_id, t.name
    from auth.session s join kernel.tenant t on t.id = s.tenant_id
    where s.user_id = $1 and s.expires_at > now() order by s.updated_at desc, s.id`,
  values: [userId],
})

const instant = (text: string | null | undefined) => new Date(String(text)).toISOString()

/** Sites of another organisation are behind its wall: of a session there, only the organisation is named. */
function toSession(cells: Cells, { sessionId, standing }: SignedIn) {
  const [id, userAgent, address, createdAt, lastUsedAt, expiresAt, siteId, organisation] = cells
  const site = standing.sites.find(one => one.id === siteId)
  return {
    id,
    ...deviceOf(userAgent),
    address: address ?? null,
    place: address ? networkOf(address) : null,
    organisation,
    site: site ? { id: site.id, name: site.name } : null,
    createdAt: instant(createdAt),
    lastUsedAt: instant(lastUsedAt),
    expiresAt: instant(expiresAt),
    current: id === sessionId,
  }
}

async function list(call: SessionCall) {
  const how = who(call)
  const [rows = []] = await call.runtime.pool.instance([ofAccount(how.userId)]).catch(error => {
    throw translate(error)
  })
  return json({ data: rows.map(row => toSession(row, how)) })
}

const endOne = (userId: string, id: string): Statement => ({
  text: 'delete from auth.session where user_id = $1 and id = $2 returning user_agent, ip_address',
  values: [userId, id],
})

async function end(call: SessionCall) {
  const { userId } = who(call)
  const { runtime, tenant, actor } = call.session
  const id = checkId(String(call.params.id))
  await unitOfWork(runtime, tenant, actor, async work => {
    const [ended] = await work.read(endOne(userId, id))
    if (!ended) throw notFound()
    const before = { device: deviceOf(ended[0]).device, address: ended[1] ?? null }
    recordDeed(work, { memberId: String(actor.memberId), act: 'endSession', before })
  })
  return noContent()
}

async function endOthers(call: SessionCall) {
  const { userId, sessionId } = who(call)
  const { runtime, tenant, actor } = call.session
  await unitOfWork(runtime, tenant, actor, async work => {
    work.write(endSessionsOf(userId, sessionId))
    recordDeed(work, { memberId: String(actor.memberId), act: 'endOtherSessions' })
  })
  return noContent()
}

const tag = 'sign-in'
const access = 'session'
const shown = z.object({
  id: z.string(),
  device: z.string(),
  browser: z.string().nullable(),
  os: z.string().nullable(),
  address: z.string().nullable(),
  place: z.string().nullable(),
  organisation: z.string(),
  site: z.object({ id: z.string(), name: z.string() }).nullable(),
  createdAt: z.string(),
  lastUsedAt: z.string(),
  expiresAt: z.string(),
  current: z.boolean(),
})

export const ownSessionRoutes = [
  route({
    method: 'GET',
    path: '/user/sessions',
    operation: 'sessions.list',
    summary: 'Where one is signed in: most recently used first',
    tag,
    access,
    replies: {
      200: { description: '`place` is the network, no guess of a town', schema: z.object({ data: z.array(shown) }) },
    },
    run: list,
  }),
  route({
    method: 'DELETE',
    path: '/user/sessions/{id}',
    operation: 'sessions.end',
    summary: 'End one of one’s own sessions',
    tag,
    access,
    errors: [404],
    replies: { 204: { description: 'Its next request is refused, wherever it runs' } },
    run: end,
  }),
  route({
    method: 'DELETE',
    path: '/user/sessions',
    operation: 'sessions.endOthers',
    summary: 'End all of one’s own sessions but this one',
    tag,
    access,
    replies: { 204: { description: 'Their next requests are refused' } },
    run: endOthers,
  }),
]
