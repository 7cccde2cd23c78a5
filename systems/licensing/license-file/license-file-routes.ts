import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { json, type Route, route } from '@tenon/kernel/http/route.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { getRecord } from '@tenon/kernel/operations/read.ts'
import { runAction } from '@tenon/kernel/operations/run.ts'
import { notFound } from '@tenon/kernel/problem/refusals.ts'
import { asFile } from '@tenon/kernel/transfer/csv-lines.ts'
import { z } from 'zod'
import { fileReply, newestFile, replyOf } from './file-reply.ts'
import { checkOut } from './license-file.actions.ts'
import { licenseFile } from './license-file.entity.ts'

/** Licence files for those who are signed in: staff, partners and customers, each within reach of their rights. */
export const licenseFileRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/licenses/{id}/check-out',
    operation: 'licenses.checkOutFile',
    summary: 'Issue a signed licence file and answer it',
    tag: 'licensing',
    access: 'session',
    body: z.object({
      ttlHours: z.int().min(1).max(1_000_000).optional(),
      activation: z.uuid().optional(),
      fingerprint: z.string().min(1).max(200).optional(),
    }),
    replies: { 201: { description: 'The file', schema: fileReply } },
    errors: [404, 409],
    run: ({ session: { runtime, tenant, actor }, params, body }) =>
      unitOfWork(runtime, tenant, actor, async work => {
        const { id } = await runAction(work, checkOut, params.id as string, body ?? {})
        return json(replyOf(await newestFile(ctxOf(work), id as string)), 201)
      }),
  }),
  route({
    method: 'GET',
    path: '/license_files/{id}/content',
    operation: 'license_files.content',
    summary: 'The licence file itself',
    tag: 'licensing',
    access: 'session',
    replies: { 200: { description: 'The file', type: 'text/plain' } },
    errors: [404],
    run: async ({ session, params }) => {
      const { serial, content } = await getRecord(session, licenseFile, params.id as string)
      if (typeof content !== 'string') throw notFound()
      return { status: 200, text: content, headers: asFile(`${serial ?? 'license'}.lic`, 'text/plain; charset=utf-8') }
    },
  }),
]
