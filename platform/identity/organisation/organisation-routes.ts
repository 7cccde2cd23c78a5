import { require } from '@tenon/kernel/access/access.ts'
import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import { json, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { z } from 'zod'
import { accents } from './appearance.entity.ts'
import { saveAccent } from './appearance-store.ts'

const body = z.strictObject({ accent: z.enum(accents) })

async function change(call: SessionCall) {
  const { runtime, tenant, actor } = call.session
  require(actor.access, 'identity.appearance.update')
  const { accent } = parseBody(body, call.body) as z.infer<typeof body>
  await unitOfWork(runtime, tenant, actor, work => saveAccent(work, accent))
  return json({ accent })
}

export const organisationRoutes = [
  route({
    method: 'PATCH',
    path: '/organisation',
    operation: 'organisation.update',
    summary: 'Change how the organisation’s console looks to everyone who has chosen nothing else',
    tag: 'organisation',
    access: 'session',
    body,
    replies: { 200: { description: 'What holds now; `GET /user/me` tells it everyone', schema: body } },
    run: change,
  }),
]
