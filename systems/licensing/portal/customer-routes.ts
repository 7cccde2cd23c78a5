import { unitOfWork, type Work } from '@tenon/kernel/data/unit-of-work.ts'
import { answering } from '@tenon/kernel/http/idempotency.ts'
import { json, type Route, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { listRecords } from '@tenon/kernel/operations/read.ts'
import { runAction } from '@tenon/kernel/operations/run.ts'
import { z } from 'zod'
import { release } from '../activation/activation.actions.ts'
import { activation } from '../activation/activation.entity.ts'
import { license } from '../license/license.entity.ts'
import { aroundLicense, customerSelf } from './customer-answer.ts'
import { licensesOf } from './license-answer.ts'
import { bodyFor, listParams, listQuery, readOne } from './reading.ts'
import { askForRenewal, renewalRight, renewalWish } from './renewal-request.ts'
import { listOf, named, portalLicense, term } from './shapes.ts'

const tag = 'customer portal'
const within = async ({ session: { runtime, tenant, actor } }: SessionCall, answer: (work: Work) => Promise<unknown>) =>
  json(await unitOfWork(runtime, tenant, actor, answer))

const self = z.object({
  person: z.object({ name: z.string(), email: z.string().nullable() }),
  companies: z.array(named),
  contacts: z.array(z.object({ name: z.string(), email: z.string().nullable(), phone: z.string().nullable() })),
})
const whole = portalLicense.extend({
  activationMode: z.string(),
  clusterId: z.string().nullable(),
  terms: z.array(term),
  activations: z.array(z.looseObject({ id: z.string(), status: z.string(), hostname: z.string() })),
  files: z.array(z.looseObject({ id: z.string(), kid: z.string(), issuedAt: z.string() })),
  entitlements: z.array(z.looseObject({ code: z.string(), name: z.string() })),
})

async function list(call: SessionCall) {
  const params = listParams(call.query, 'endsOn', { scope: 'customer' })
  const { data, page } = await listRecords(call.session, license, params)
  return within(call, async work => ({ data: await licensesOf(ctxOf(work), data), page }))
}

async function wholeLicense(work: Work, id: unknown) {
  const found = await readOne(work, license, id)
  const [shown] = await licensesOf(ctxOf(work), [found])
  const { activationMode, clusterId } = found
  return { ...shown, activationMode, clusterId: clusterId ?? null, ...(await aroundLicense(work, found.id)) }
}

export const customerRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/portal/me',
    operation: 'portal.me',
    summary: 'The companies whose licences one sees, and whom to turn to',
    tag,
    access: 'session',
    errors: [404],
    replies: { 200: { description: 'Who one is here', schema: self } },
    run: call => within(call, customerSelf),
  }),
  route({
    method: 'GET',
    path: '/portal/licenses',
    operation: 'portal.licenses.list',
    summary: 'The licences of one’s own company',
    tag,
    access: 'session',
    query: listQuery,
    replies: { 200: { description: 'One page', schema: listOf(portalLicense) } },
    run: list,
  }),
  route({
    method: 'GET',
    path: '/portal/licenses/{id}',
    operation: 'portal.licenses.get',
    summary: 'One of them with its terms, machines, files and what it opens',
    tag,
    access: 'session',
    errors: [404],
    replies: { 200: { description: 'The licence', schema: whole } },
    run: call => within(call, work => wholeLicense(work, call.params.id)),
  }),
  route({
    method: 'POST',
    path: '/portal/licenses/{id}/renewal-request',
    operation: 'portal.licenses.requestRenewal',
    summary: 'Ask for another term; whoever looks after the licence is told',
    tag,
    access: 'session',
    body: renewalWish,
    errors: [404, 409],
    replies: {
      201: { description: 'Noted', schema: z.object({ license: z.string(), requestedAt: z.string() }) },
    },
    run: call =>
      answering(call, async work => {
        const wish = bodyFor(work.actor, renewalRight, renewalWish, call.body)
        return json(await askForRenewal(work, String(call.params.id), wish), 201)
      }),
  }),
  route({
    method: 'POST',
    path: '/portal/activations/{id}/reset',
    operation: 'portal.activations.reset',
    summary: 'Give the place of a machine back',
    tag,
    access: 'session',
    errors: [404, 409],
    replies: { 200: { description: 'Given back', schema: z.object({ id: z.string(), status: z.string() }) } },
    run: call =>
      answering(call, async work => {
        await runAction(work, release, String(call.params.id), {})
        const { id, status } = await readOne(work, activation, call.params.id)
        return json({ id, status })
      }),
  }),
]
