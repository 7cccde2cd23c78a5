import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import { type Call, json, type Reply, type Route, route } from '@tenon/kernel/http/route.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { z } from 'zod'
import { license } from '../license/license.entity.ts'
import { readLicenseKey } from '../license-key/keys.ts'
import { admit } from '../validity/admit.ts'
import { answerOf, answerSchema } from '../validity/answer.ts'
import { fileReply, replyOf } from './file-reply.ts'
import { issueFile } from './issue.ts'
import * as refuse from './license-file.refusals.ts'
import { keySetOf, revocationsOf } from './published.ts'
import { asOrganisation, type PublicCall } from './tenant-of.ts'

const question = z.object({
  key: z.string().min(1).max(200),
  fingerprint: z.string().min(1).max(200),
  product: z.string().max(60).optional(),
  version: z.string().max(40).optional(),
  ttlHours: z.int().min(1).max(1_000_000).optional(),
  encrypt: z.boolean().optional(),
})
const standing = ['issued', 'deployed', 'inUse', 'grace', 'expired']

/** A machine the licence is active on takes a file along; any other is answered what a check would answer. */
async function checkOut(call: Call): Promise<Reply> {
  const { key, ttlHours, encrypt, ...scope } = parseBody(question, call.body) as z.infer<typeof question>
  const { runtime, tenant, actor, license: found, machine, judged } = await admit(call, { key, ...scope })
  const answer = answerOf(judged, call.language)
  if (!judged.valid || !found || !machine) return json({ ...answer, file: null })
  return unitOfWork(runtime, tenant, actor, async work => {
    const ctx = ctxOf(work)
    const record = await ctx.get(license, found.id)
    if (!standing.includes(record.status)) throw refuse.notStanding()
    const licenseKey = encrypt ? readLicenseKey(key) : undefined
    const file = await issueFile(ctx, record, { ttlHours, activation: machine.id, licenseKey })
    return json({ ...answer, file: replyOf(file) }, 201)
  })
}

const fresh = { 'cache-control': 'public, max-age=60' }
export const answerKeys = (call: PublicCall): Promise<Reply> =>
  asOrganisation(call, async ctx => json(await keySetOf(ctx), 200, fresh))
export const answerRevocations = (call: PublicCall): Promise<Reply> =>
  asOrganisation(call, async (ctx, { slug }) => json(await revocationsOf(ctx, slug), 200, fresh))

const published = (path: string, operation: string, summary: string, run: (call: Call) => Promise<Reply>) =>
  route({
    ...{ method: 'GET', tag: 'licensing', access: 'public', path, operation, summary, run },
    query: { organisation: 'The short name of the organisation; not needed where there is only one' },
    replies: { 200: { description: 'As the README of the license verifier describes it', schema: z.looseObject({}) } },
    errors: [404],
  })

export const publicFileRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/licensing/check-out',
    operation: 'licensing.checkOut',
    summary: 'Take a signed licence file along to a machine the licence is active on; with a publishable key',
    tag: 'licensing',
    access: 'public',
    body: question,
    replies: {
      200: { description: 'Not valid, so there is no file', schema: answerSchema.extend({ file: z.null() }) },
      201: { description: 'The file', schema: answerSchema.extend({ file: fileReply }) },
    },
    errors: [409],
    run: checkOut,
  }),
  published('/licensing/license-keys', 'licensing.licenseKeys', 'The public keys of licence files', answerKeys),
  published(
    '/licensing/license-revocations',
    'licensing.licenseRevocations',
    'What no longer counts',
    answerRevocations,
  ),
]
