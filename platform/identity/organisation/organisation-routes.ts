import { require } from '@tenon/kernel/access/access.ts'
import type { Statement } from '@tenon/kernel/data/batch.ts'
import { translate } from '@tenon/kernel/data/pg-errors.ts'
import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import { json, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { z } from 'zod'
import { who } from '../sign-in/routes.ts'
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

const organisation = z.object({ id: z.string(), slug: z.string(), name: z.string() })

/** Across the wall on purpose: an account is the person's, and so is the knowledge of where it belongs. */
const organisationsOf = (userId: string): Statement => ({
  text: `select t.id, t.slug, t.name from auth.membership m
    join kernel.tenant t on t.id = m.tenant_id and t.status = 'active'
    where m.user_id = $1 and m.active order by t.name, t.id`,
  values: [userId],
})

async function list(call: SessionCall) {
  const [rows = []] = await call.runtime.pool.instance([organisationsOf(who(call).userId)]).catch(error => {
    throw translate(error)
  })
  return json({ data: rows.map(([id, slug, name]) => ({ id, slug, name })) })
}

export const organisationRoutes = [
  route({
    method: 'GET',
    path: '/user/organisations',
    operation: 'user.organisations',
    summary: 'Where your account belongs; each asks for a sign-in of its own, by `tenant` of `POST /auth/login`',
    tag: 'user',
    access: 'session',
    replies: { 200: { description: 'By name', schema: z.object({ data: z.array(organisation) }) } },
    run: list,
  }),
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
