import { require } from '@tenon/kernel/access/access.ts'
import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import { json, noContent, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { checkId } from '@tenon/kernel/operations/read.ts'
import { runAction } from '@tenon/kernel/operations/run.ts'
import { notFound } from '@tenon/kernel/problem/refusals.ts'
import { z } from 'zod'
import { who } from '../sign-in/routes.ts'
import { apiKey, revoke } from './api-key.entity.ts'
import { createKey, type KeyWish } from './create-key.ts'
import { ownKeys } from './own-keys.ts'

const word = z.string().trim().min(1).max(150)
const wish = z.strictObject({
  name: z.string().trim().min(1).max(100),
  expiresAt: z.iso.datetime({ offset: true }),
  permissions: z.array(word).max(200).optional(),
  roleIds: z.array(z.uuid()).max(20).optional(),
  addresses: z.array(word).max(40).optional(),
  perMinute: z.int().min(1).max(100_000).default(600),
})

async function create(call: SessionCall) {
  const how = who(call)
  require(call.session.actor.access, 'identity.apiKey.create')
  return json(
    await createKey(call.session, how, parseBody(wish, call.body) as z.infer<typeof wish> satisfies KeyWish),
    201,
  )
}

/** Whoever made a key may always take it back. */
async function revokeOwn(call: SessionCall) {
  const { runtime, tenant, actor } = call.session
  who(call)
  const id = checkId(call.params.id as string)
  await unitOfWork(runtime, tenant, actor, async work => {
    const ctx = ctxOf(work)
    const key = await ctx.get(apiKey, id)
    if (key.member !== actor.memberId) throw notFound()
    if (key.status === 'active') await ctx.run(revoke, id, {})
  })
  return noContent()
}

async function revokeAny({ session: { runtime, tenant, actor }, params }: SessionCall) {
  await unitOfWork(runtime, tenant, actor, work => runAction(work, revoke, params.id as string, {}))
  return noContent()
}

const shown = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  permissions: z.array(z.string()),
  roles: z.array(z.object({ id: z.string(), name: z.string() })),
  addresses: z.array(z.string()),
  perMinute: z.int(),
  expiresAt: z.string(),
  lastUsedAt: z.string().nullable(),
  lastUsedAddress: z.string().nullable(),
  createdAt: z.string(),
  status: z.enum(['active', 'expired', 'revoked']),
})
const made = z.object({
  id: z.string(),
  key: z.string(),
  prefix: z.string(),
  name: z.string(),
  expiresAt: z.string(),
})
const tag = 'api_keys'

export const keyRoutes = [
  route({
    method: 'GET',
    path: '/user/api-keys',
    operation: 'user.apiKeys',
    summary: 'One’s own API keys, newest first',
    tag,
    access: 'session',
    replies: {
      200: {
        description: 'How they begin, what they are for, when they were last used',
        schema: z.object({ data: z.array(shown) }),
      },
    },
    run: async call => {
      who(call)
      return json({ data: await ownKeys(call.session) })
    },
  }),
  route({
    method: 'POST',
    path: '/user/api-keys',
    operation: 'user.createApiKey',
    summary: 'Make an API key: at most what one may do oneself, of that only these permissions or roles',
    tag,
    access: 'session',
    errors: [409],
    body: wish,
    replies: { 201: { description: 'The key, this once', schema: made } },
    run: create,
  }),
  route({
    method: 'DELETE',
    path: '/user/api-keys/{id}',
    operation: 'user.revokeApiKey',
    summary: 'Revoke one’s own API key',
    tag,
    access: 'session',
    errors: [404],
    replies: { 204: { description: 'Its next request is refused' } },
    run: revokeOwn,
  }),
  route({
    method: 'DELETE',
    path: '/api_keys/{id}',
    operation: 'api_keys.end',
    summary: 'Revoke anybody’s API key',
    tag,
    access: 'session',
    errors: [404, 409],
    replies: { 204: { description: 'Its next request is refused' } },
    run: revokeAny,
  }),
]
