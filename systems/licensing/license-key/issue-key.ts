import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { json, type Reply, type Route, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { lockFor } from '@tenon/kernel/operations/write.ts'
import { z } from 'zod'
import { license } from '../license/license.entity.ts'
import { publishableKey } from '../publishable-key/publishable-key.entity.ts'
import { keyNotInForce, notIssuedYet } from '../validity/refusals.ts'
import { storeKey } from './key-store.ts'
import { digestOf, newLicenseKey, newPublishableKey } from './keys.ts'
import { licenseKey, replaceKey } from './license-key.entity.ts'

/** Keys are answered once, by whoever makes them, and stored only as digests. */

export const issueRights = ['licensing.license.issueKey', 'licensing.publishableKey.issueKey'] as const

const without: readonly string[] = ['draft', 'superseded', 'terminated']
const shownPart = 5

/** A new key for a licence; the one before is worth nothing from its next use on. */
async function issueLicenseKey({ session: { runtime, tenant, actor }, params }: SessionCall): Promise<Reply> {
  return unitOfWork(runtime, tenant, actor, async work => {
    const { id, status } = await lockFor(work, license, params.id as string, issueRights[0])
    if (without.includes(status as string)) throw notIssuedYet()
    const ctx = ctxOf(work)
    const known = await ctx.find(licenseKey, { license: id as string, status: 'active' })
    for (const before of known) await ctx.run(replaceKey, before.id, {})
    const key = newLicenseKey()
    work.write(storeKey(tenant.id, 'license', id as string, digestOf(key)))
    const { prefix } = await ctx.create(licenseKey, { license: id as string, prefix: key.slice(0, shownPart) })
    return json({ key, prefix }, 201)
  })
}

const publishablePart = 31

async function issuePublishableKey({ session: { runtime, tenant, actor }, params }: SessionCall): Promise<Reply> {
  return unitOfWork(runtime, tenant, actor, async work => {
    const { id, status } = await lockFor(work, publishableKey, params.id as string, issueRights[1])
    if (status !== 'active') throw keyNotInForce()
    const key = newPublishableKey(tenant.id)
    const prefix = key.slice(0, publishablePart)
    work.write(storeKey(tenant.id, 'publishable', id as string, digestOf(key)))
    await ctxOf(work).update(publishableKey, id as string, { prefix })
    return json({ key, prefix }, 201)
  })
}

const made = z.object({ key: z.string(), prefix: z.string() })
const replies = { 201: { description: 'The key, this once', schema: made } }

export const keyRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/licenses/{id}/key',
    operation: 'licenses.issueKey',
    summary: 'Make a key for a licence; the one before stops working',
    tag: 'licenses',
    access: 'session',
    provesSession: true,
    errors: [404, 409],
    replies,
    run: issueLicenseKey,
  }),
  route({
    method: 'POST',
    path: '/publishable_keys/{id}/key',
    operation: 'publishable_keys.issueKey',
    summary: 'Make the key that programs name; the one before stops working',
    tag: 'publishable_keys',
    access: 'session',
    provesSession: true,
    errors: [404, 409],
    replies,
    run: issuePublishableKey,
  }),
]
