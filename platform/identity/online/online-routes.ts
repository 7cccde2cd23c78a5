import { require } from '@tenon/kernel/access/access.ts'
import { sql } from '@tenon/kernel/data/sql.ts'
import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import { json, noContent, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { checkId } from '@tenon/kernel/operations/read.ts'
import { notFound } from '@tenon/kernel/problem/refusals.ts'
import { z } from 'zod'
import { recordDeed } from '../people/deed.ts'
import { deviceOf } from '../sign-in/device.ts'
import { endSession } from '../sign-in/session.ts'
import { signedInAs } from '../standing/standing.ts'
import { onlineSessions, sessionsWithin } from './online.ts'

const parameters = z.strictObject({
  search: z.string().trim().max(100).optional(),
  'filter[member]': z.uuid().optional(),
  'page[size]': z.coerce.number().int().min(1).max(500).default(100),
  'page[after]': z.string().max(200).optional(),
})

async function online({ session, query }: SessionCall) {
  const grants = require(session.actor.access, 'identity.session.list')
  const asked = parseBody(parameters, query) as z.infer<typeof parameters>
  const own = signedInAs(session.actor)?.sessionId
  const { data, page } = await onlineSessions(session, grants, {
    search: asked.search || undefined,
    member: asked['filter[member]'],
    size: asked['page[size]'],
    after: asked['page[after]'],
  })
  return json({ data: data.map(one => ({ ...one, current: one.id === own })), page })
}

/** Gone with this transaction: each request of the session asks for its row, wherever it arrives. */
async function end({ session, params }: SessionCall) {
  const grants = require(session.actor.access, 'identity.session.end')
  const id = checkId(params.id as string)
  await unitOfWork(session.runtime, session.tenant, session.actor, async work => {
    const [found] = await work.read(
      sql`select m.id, s.user_agent, s.ip_address from ${sessionsWithin(grants)} and s.id = ${id}::uuid`,
    )
    if (!found) throw notFound()
    const [memberId, userAgent, address] = found
    work.write(endSession(id))
    const before = { device: deviceOf(userAgent).device, address: address ?? null }
    recordDeed(work, { memberId: memberId as string, act: 'endSession', before })
  })
  return noContent()
}

const named = z.object({ id: z.string(), name: z.string() })
const shown = z.object({
  id: z.string(),
  member: named,
  site: named.nullable(),
  device: z.string(),
  browser: z.string().nullable(),
  os: z.string().nullable(),
  address: z.string().nullable(),
  createdAt: z.string(),
  lastUsedAt: z.string(),
  current: z.boolean(),
})
const page = z.object({ size: z.int(), next: z.string().optional() })

export const onlineRoutes = [
  route({
    method: 'GET',
    path: '/online',
    operation: 'online.list',
    summary: 'Who is signed in, and where: most recently used first',
    tag: 'online',
    access: 'session',
    query: {
      search: 'Part of a name or of a network address',
      'filter[member]': 'Only this person',
      'page[size]': 'How many a page holds: 1 to 500, 100 unless told',
      'page[after]': 'The mark `page.next` of the page before',
    },
    replies: {
      200: {
        description: 'Each session of the organisation that you may see',
        schema: z.object({ data: z.array(shown), page }),
      },
    },
    run: online,
  }),
  route({
    method: 'DELETE',
    path: '/online/{id}',
    operation: 'online.end',
    summary: 'Sign somebody out at one place',
    tag: 'online',
    access: 'session',
    errors: [404],
    replies: { 204: { description: 'Its next request is refused' } },
    run: end,
  }),
]
