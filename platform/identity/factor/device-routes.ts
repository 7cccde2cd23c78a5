import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import type { Cells } from '@tenon/kernel/fields/field.ts'
import { json, noContent, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { notFound } from '@tenon/kernel/problem/refusals.ts'
import { z } from 'zod'
import { recordDeed } from '../people/deed.ts'
import { deviceOf } from '../sign-in/device.ts'
import { identityOf } from '../sign-in/open.ts'
import { who } from '../sign-in/routes.ts'
import { hashToken } from '../sign-in/token.ts'
import { instant } from './factor-store.ts'
import { rowsOf } from './rows.ts'
import { devicesOf, deviceToken, forgetDevice } from './trusted-device.ts'

function toDevice([id, userAgent, address, createdAt, lastUsedAt, expiresAt, token]: Cells, own: string | undefined) {
  return {
    id,
    ...deviceOf(userAgent),
    address,
    createdAt: instant(String(createdAt)),
    lastUsedAt: instant(String(lastUsedAt)),
    expiresAt: instant(String(expiresAt)),
    current: token === own,
  }
}

async function list(call: SessionCall) {
  const token = deviceToken(call.request.headers, identityOf(call.runtime).baseUrl)
  const rows = await rowsOf(call.runtime, devicesOf(who(call).userId))
  return json({ data: rows.map(row => toDevice(row, token && hashToken(token))) })
}

async function forget(call: SessionCall) {
  const { userId } = who(call)
  const { runtime, tenant, actor } = call.session
  const id = z.uuid().safeParse(call.params.id)
  if (!id.success) throw notFound()
  await unitOfWork(runtime, tenant, actor, async work => {
    if ((await work.read(forgetDevice(userId, id.data))).length === 0) throw notFound()
    recordDeed(work, { memberId: String(actor.memberId), act: 'forgetDevice' })
  })
  return noContent()
}

const tag = 'sign-in'
const device = z.object({
  id: z.uuid(),
  device: z.string(),
  browser: z.string().nullable(),
  os: z.string().nullable(),
  address: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string(),
  expiresAt: z.string(),
  current: z.boolean(),
})

export const deviceRoutes = [
  route({
    method: 'GET',
    path: '/user/devices',
    operation: 'devices.list',
    summary: 'The browsers in which one is asked for the password alone',
    tag,
    access: 'session',
    replies: { 200: { description: 'Trusted devices', schema: z.object({ data: z.array(device) }) } },
    run: list,
  }),
  route({
    method: 'DELETE',
    path: '/user/devices/{id}',
    operation: 'devices.forget',
    summary: 'Trust a browser no longer',
    tag,
    access: 'session',
    errors: [404],
    replies: { 204: { description: 'It is asked for the second factor again' } },
    run: forget,
  }),
]
