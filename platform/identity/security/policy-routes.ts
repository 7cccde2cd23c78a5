import { require } from '@tenon/kernel/access/access.ts'
import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import { json, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { z } from 'zod'
import { addressRules, type PolicyWish, policyBody, policyShape } from './policy-body.ts'
import { confirmTrial, readPolicy, savePolicy } from './policy-record.ts'
import { parsePolicy } from './policy-store.ts'
import { simulate } from './simulate.ts'

const read = 'identity.securityPolicy.read'
const update = 'identity.securityPolicy.update'

async function answer({ session, address }: SessionCall) {
  const { runtime, tenant, actor } = session
  const { version, stored } = await unitOfWork(runtime, tenant, actor, readPolicy)
  return json({ ...parsePolicy(stored), version, address })
}

async function get(call: SessionCall) {
  require(call.session.actor.access, read)
  return answer(call)
}

async function put(call: SessionCall) {
  require(call.session.actor.access, update)
  const wish = parseBody(policyBody, call.body) as PolicyWish
  const { runtime, tenant, actor } = call.session
  await unitOfWork(runtime, tenant, actor, work => savePolicy(work, wish, call.address))
  return answer(call)
}

async function confirm(call: SessionCall) {
  require(call.session.actor.access, update)
  const { runtime, tenant, actor } = call.session
  await unitOfWork(runtime, tenant, actor, work => confirmTrial(work, call.address))
  return answer(call)
}

const simulateBody = z.strictObject({ addressRules, address: z.union([z.ipv4(), z.ipv6()]).optional() })
async function trySimulation(call: SessionCall) {
  require(call.session.actor.access, update)
  const wish = parseBody(simulateBody, call.body) as z.infer<typeof simulateBody>
  return json(await simulate(call.session, wish.addressRules, wish.address ?? call.address))
}

const tag = 'security'
const access = 'session'
const shown = z.object({
  ...policyShape,
  version: z.int(),
  trial: z.object({ addressRules, endsAt: z.string() }).nullable(),
  address: z.string(),
})
const replies = { 200: { description: 'The policy; `address` is where this request came from', schema: shown } }
const shutOut = z.object({
  id: z.string(),
  member: z.object({ id: z.string(), name: z.string() }),
  address: z.string(),
  device: z.string(),
  lastUsedAt: z.string(),
})

export const policyRoutes = [
  route({
    method: 'GET',
    path: '/security/policy',
    operation: 'securityPolicy.get',
    summary: 'How the organisation wants its people to sign in',
    tag,
    access,
    replies,
    run: get,
  }),
  route({
    method: 'PUT',
    path: '/security/policy',
    operation: 'securityPolicy.replace',
    summary: 'Change how people sign in; address rules take effect at the next request of everyone',
    tag,
    access,
    body: policyBody,
    errors: [409],
    replies,
    run: put,
  }),
  route({
    method: 'POST',
    path: '/security/policy/confirm',
    operation: 'securityPolicy.confirm',
    summary: 'Keep the address rules that are on trial, from an address they allow',
    tag,
    access,
    errors: [409],
    replies,
    run: confirm,
  }),
  route({
    method: 'POST',
    path: '/security/policy/simulate',
    operation: 'securityPolicy.simulate',
    summary: 'Who of those signed in now would be shut out by address rules',
    tag,
    access,
    body: simulateBody,
    replies: {
      200: {
        description: 'The first 200 of those who would be shut out',
        schema: z.object({
          address: z.string(),
          allowed: z.boolean(),
          online: z.int(),
          shutOutCount: z.int(),
          shutOut: z.array(shutOut),
        }),
      },
    },
    run: trySimulation,
  }),
]
