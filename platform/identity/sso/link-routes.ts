import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { json, noContent, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { notFound } from '@tenon/kernel/problem/refusals.ts'
import { z } from 'zod'
import { confirmOwner } from '../factor/confirm-owner.ts'
import { bodyOf, password } from '../factor/factor-routes.ts'
import { instant } from '../factor/factor-store.ts'
import { rowsOf } from '../factor/rows.ts'
import { recordDeed } from '../people/deed.ts'
import { identityOf } from '../sign-in/open.ts'
import { who } from '../sign-in/routes.ts'
import { begin } from './flow.ts'
import { dropLink, linksOf } from './link-store.ts'
import { ownPath } from './provider.rules.ts'
import { findProvider } from './provider-store.ts'

const linkBody = z.strictObject({ providerId: z.uuid(), to: z.string().max(1000).optional(), password })
const dropBody = z.strictObject({ password })

async function list(call: SessionCall) {
  const rows = await rowsOf(call.runtime, linksOf(call.session.tenant.id, who(call).userId))
  const data = rows.map(([id, issuer, createdAt, lastUsedAt]) => ({
    id,
    issuer,
    createdAt: instant(String(createdAt)),
    lastUsedAt: lastUsedAt ? instant(lastUsedAt) : null,
  }))
  return json({ data })
}

async function link(call: SessionCall) {
  const wish = bodyOf(linkBody, call)
  await confirmOwner(call, wish.password)
  const provider = await findProvider(call.runtime, wish.providerId)
  if (provider?.tenant.id !== call.session.tenant.id) throw notFound()
  const { headers } = call.request
  const journey = { headers, userId: who(call).userId, returnTo: ownPath(wish.to) }
  const { url, cookie } = await begin(identityOf(call.runtime), provider, journey)
  return json({ url }, 200, { 'set-cookie': cookie })
}

async function drop(call: SessionCall) {
  await confirmOwner(call, bodyOf(dropBody, call).password)
  const id = z.uuid().safeParse(call.params.id)
  if (!id.success) throw notFound()
  const { tenant, actor, runtime } = call.session
  await unitOfWork(runtime, tenant, actor, async work => {
    const [dropped] = await work.read(dropLink(tenant.id, who(call).userId, id.data))
    if (!dropped) throw notFound()
    const before = { issuer: dropped[0] }
    recordDeed(work, { memberId: String(actor.memberId), act: 'unlinkIdentity', before })
  })
  return noContent()
}

const tag = 'sign-in'
const access = 'session'
const linked = z.object({
  id: z.uuid(),
  issuer: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
})

export const ssoLinkRoutes = [
  route({
    method: 'GET',
    path: '/user/sso-links',
    operation: 'ssoLinks.list',
    summary: 'The identities at sign-in services by which one is known here',
    tag,
    access,
    replies: { 200: { description: 'Linked identities', schema: z.object({ data: z.array(linked) }) } },
    run: list,
  }),
  route({
    method: 'POST',
    path: '/user/sso-links',
    operation: 'ssoLinks.begin',
    summary: 'Set out to a sign-in service to be known by it from then on; confirmed with the password',
    tag,
    access,
    body: linkBody,
    errors: [404, 409, 502],
    replies: { 200: { description: 'Where to send the browser', schema: z.object({ url: z.url() }) } },
    run: link,
  }),
  route({
    method: 'DELETE',
    path: '/user/sso-links/{id}',
    operation: 'ssoLinks.remove',
    summary: 'Be known by an identity no longer; confirmed with the password',
    tag,
    access,
    body: dropBody,
    errors: [404],
    replies: { 204: { description: 'It signs nobody in any more' } },
    run: drop,
  }),
]
