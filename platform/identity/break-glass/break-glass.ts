import { lockRecord } from '@tenon/kernel/data/records.ts'
import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import { json, noContent, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { notFound } from '@tenon/kernel/problem/refusals.ts'
import { z } from 'zod'
import { member } from '../member/member.entity.ts'
import { who } from '../sign-in/routes.ts'
import { type Assignment, isInForce } from '../standing/standing.ts'
import { breakGlass } from './break-glass.entity.ts'

const nothingOpen = refusal('NOTHING_OPEN', 409, {
  en: 'No emergency role is open.',
  zh: '当前没有已启用的紧急角色。',
})

const opening = z.strictObject({
  roleId: z.uuid(),
  siteId: z.uuid().nullable().optional(),
  reason: z.string().trim().min(10).max(500),
  minutes: z.int().min(5).max(480).default(60),
})
const held = z.object({
  id: z.string(),
  name: z.string(),
  site: z.string().nullable(),
  /** Until when it is open; null while it sleeps. */
  openUntil: z.string().nullable(),
  reason: z.string().nullable(),
})

const isOpen = ({ via, sleeps }: Assignment) => via.kind === 'emergency' && !sleeps

function list(call: SessionCall) {
  const { assignments } = who(call).standing
  const open = assignments.filter(isOpen).filter(one => isInForce(one))
  const data = assignments
    .filter(({ sleeps }) => sleeps)
    .map(({ role, site }) => {
      const opened = open.find(one => one.role.id === role.id && one.site === site)
      const name = call.language === 'zh' ? (role.nameZh ?? role.name) : role.name
      return { id: role.id, name, site, openUntil: opened?.endsAt ?? null, reason: opened?.via.name ?? null }
    })
  return json({ data })
}

async function open(call: SessionCall) {
  const { standing } = who(call)
  const { roleId, siteId = null, reason, minutes } = parseBody(opening, call.body) as z.infer<typeof opening>
  const mine = standing.assignments.find(({ sleeps, role, site }) => sleeps && role.id === roleId && site === siteId)
  if (!mine) throw notFound()
  const { runtime, tenant, actor } = call.session
  const record = await unitOfWork(runtime, tenant, actor, async work => {
    // Opening the same role twice at once would leave two entries to end.
    await lockRecord(work, member, String(actor.memberId))
    const endsAt = new Date(Date.parse(work.now) + minutes * 60_000).toISOString()
    return ctxOf(work).create(breakGlass, {
      member: String(actor.memberId),
      role: roleId,
      site: siteId,
      reason,
      endsAt,
    })
  })
  return json({ id: record.id, openUntil: record.endsAt }, 201)
}

async function close(call: SessionCall) {
  const openNow = who(call).standing.assignments.filter(isOpen)
  if (openNow.length === 0) throw nothingOpen()
  const { runtime, tenant, actor } = call.session
  await unitOfWork(runtime, tenant, actor, async work => {
    for (const { via } of openNow) await ctxOf(work).update(breakGlass, String(via.id), { endedAt: work.now })
  })
  return noContent()
}

const tag = 'access'
export const breakGlassRoutes = [
  route({
    method: 'GET',
    path: '/user/break-glass',
    operation: 'user.emergencyRoles',
    summary: 'The roles one holds for emergencies only',
    tag,
    access: 'session',
    replies: { 200: { description: 'Asleep, or open until when', schema: z.object({ data: z.array(held) }) } },
    run: async call => list(call),
  }),
  route({
    method: 'POST',
    path: '/user/break-glass',
    operation: 'user.openEmergencyRole',
    summary: 'Open an emergency role, with a reason that stays on record',
    tag,
    access: 'session',
    errors: [404],
    body: opening,
    replies: {
      201: { description: 'Open until then', schema: z.object({ id: z.string(), openUntil: z.string() }) },
    },
    run: open,
  }),
  route({
    method: 'DELETE',
    path: '/user/break-glass',
    operation: 'user.closeEmergencyRoles',
    summary: 'Close all emergency roles that are open',
    tag,
    access: 'session',
    errors: [409],
    replies: { 204: { description: 'They sleep again' } },
    run: close,
  }),
]
