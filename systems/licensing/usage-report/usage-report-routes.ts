import { permissionOf } from '@tenon/kernel/access/permission.ts'
import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import type { Row } from '@tenon/kernel/entity/entity.ts'
import { json, type Route, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { lockFor } from '@tenon/kernel/operations/write.ts'
import { z } from 'zod'
import { license } from '../license/license.entity.ts'
import { readReport, reportBody } from './read-report.ts'
import { reconciliation } from './reconciliation.entity.ts'
import { type Outcome, takeReport } from './take-report.ts'

/** The right to hand in what was used: of a customer for its own licences, of staff for all. */
export const uploadRight = 'licensing.license.uploadUsage'

const finding = z.object({ code: z.string(), sequence: z.int(), detail: z.string() })
const outcome = z.object({
  accepted: z.int(),
  known: z.int(),
  installations: z.array(z.object({ publicKey: z.string(), status: z.string(), findings: z.array(finding) })),
  reconciled: z.array(
    z.object({
      id: z.string(),
      from: z.string(),
      to: z.string().nullable(),
      paidUsers: z.int(),
      ranUsers: z.int().nullable(),
      excessUsers: z.int(),
      paidWorkspaces: z.int(),
      ranWorkspaces: z.int().nullable(),
      excessWorkspaces: z.int(),
      trueUp: z.string().nullable(),
    }),
  ),
})

/** What a report comes to is for those who may read it; a customer is told what was taken over. */
function replyOf({ taken, reconciled }: Outcome, mayReconcile: boolean): z.infer<typeof outcome> {
  const sum = (of: 'accepted' | 'known') => taken.reduce((total, one) => total + one[of], 0)
  return {
    accepted: sum('accepted'),
    known: sum('known'),
    installations: taken.map(({ installation: { publicKey, status }, findings }) => ({
      ...{ publicKey, status },
      findings: findings.map(({ code, sequence, detail }) => ({ code, sequence, detail })),
    })),
    reconciled: (mayReconcile ? reconciled : []).map(
      ({
        id,
        from,
        to,
        paidUsers,
        ranUsers,
        excessUsers,
        paidWorkspaces,
        ranWorkspaces,
        excessWorkspaces,
        trueUp,
      }) => ({
        ...{ id, from, to, paidUsers, ranUsers, excessUsers },
        ...{ paidWorkspaces, ranWorkspaces, excessWorkspaces, trueUp },
      }),
    ),
  }
}

/** The right is asked before a byte is read, and again when the report is filed. */
async function upload(call: SessionCall) {
  const { runtime, tenant, actor } = call.session
  const id = call.params.id as string
  await unitOfWork(runtime, tenant, actor, work => lockFor(work, license, id, uploadRight))
  const report = await readReport(call)
  const done = await unitOfWork(runtime, tenant, actor, async work => {
    const record = (await lockFor(work, license, id, uploadRight)) as unknown as Row<typeof license>
    return takeReport(ctxOf(work), record, report)
  })
  return json(replyOf(done, actor.access.may(permissionOf(reconciliation, 'read'))), 201)
}

export const usageReportRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/licenses/{id}/usage-reports',
    operation: 'licenses.uploadUsage',
    summary:
      'Hand in what was used: a file of signed receipts (multipart or as the body), receipts as JSON, or by hand',
    tag: 'licensing',
    access: 'session',
    body: reportBody,
    bodyType: 'multipart/form-data',
    replies: {
      201: { description: 'What was taken over, what is noticed in it, and what it comes to', schema: outcome },
    },
    errors: [404, 409, 413],
    run: upload,
  }),
]
