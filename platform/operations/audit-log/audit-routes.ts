import { require } from '@tenon/kernel/access/access.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import { json, type Route, route } from '@tenon/kernel/http/route.ts'
import { z } from 'zod'
import { exportAuditLog } from './audit-export.ts'
import { auditPage } from './audit-log.ts'
import { auditParameters, readAuditQuery } from './audit-query.ts'
import { verifyAuditLog } from './audit-verification.ts'
import { keepFor, keeping } from './retention.ts'

const change = z.object({
  field: z.string(),
  label: z.string(),
  kind: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  beforeTitle: z.string().optional(),
  afterTitle: z.string().optional(),
})
const entry = z.object({
  id: z.string(),
  at: z.string(),
  act: z.string(),
  label: z.string(),
  actor: z.object({ id: z.string().nullable(), name: z.string() }),
  site: z.string().nullable(),
  via: z.string(),
  address: z.string().nullable(),
  requestId: z.string().nullable(),
  reason: z.string().nullable(),
  entity: z.object({ name: z.string(), label: z.string(), path: z.string().nullable() }),
  record: z.object({ id: z.string(), title: z.string().optional() }),
  changes: z.array(z.looseObject(change.shape)),
})
const page = z.object({ size: z.int(), next: z.string().optional() })
const verification = z.object({
  isIntact: z.boolean(),
  fault: z.looseObject({ kind: z.string() }).nullable(),
  blocks: z.int(),
  events: z.int(),
  forgotten: z.int(),
  unsealed: z.int(),
  head: z.string(),
})

const months = z.strictObject({ months: z.int().min(6).max(1200).nullable() })
const retention = z.object({ months: z.int().nullable(), forgotten: z.int(), forgottenAt: z.string().nullable() })

const tag = 'audit_log'
const paging = {
  'page[size]': 'How many a page holds: 1 to 500, 50 unless told',
  'page[after]': 'The mark `page.next` of the page before',
}

/** The operation log: who changed what, when, from where; its file, and the proof that nobody edited it. */
export const auditRoutes = (catalog: Catalog): Route[] => [
  route({
    method: 'GET',
    tag,
    access: 'session',
    path: '/audit_log',
    operation: 'audit_log.list',
    summary: 'Every change of every record you may see, newest first',
    query: { ...auditParameters, ...paging },
    replies: {
      200: {
        description: 'A page; without a total, which would count what you may not see',
        schema: z.object({ data: z.array(entry), page }),
      },
    },
    run: async ({ session, query, language }) => {
      require(session.actor.access, 'operations.auditLog.list')
      return json(await auditPage(catalog, session, readAuditQuery(query), language))
    },
  }),
  route({
    method: 'GET',
    tag,
    access: 'session',
    path: '/audit_log/export',
    operation: 'audit_log.export',
    summary: 'The same as a file',
    query: { format: '`csv` (unless told) or `xlsx`', ...auditParameters },
    replies: { 200: { description: 'The file', type: 'text/csv' } },
    run: async call => {
      require(call.session.actor.access, 'operations.auditLog.list')
      require(call.session.actor.access, 'operations.auditLog.export')
      return exportAuditLog(catalog, call)
    },
  }),
  route({
    method: 'GET',
    tag,
    access: 'session',
    path: '/audit_log/verify',
    operation: 'audit_log.verify',
    summary: 'Compares the whole history with its sealed chain',
    replies: { 200: { description: 'Whether it is what was sealed, and where it is not', schema: verification } },
    run: async ({ session }) => {
      require(session.actor.access, 'operations.auditLog.verify')
      const { fault, ...counts } = await verifyAuditLog(session)
      return json({ isIntact: fault === undefined, fault: fault ?? null, ...counts })
    },
  }),
  route({
    method: 'GET',
    path: '/audit_log/retention',
    operation: 'audit_log.retention',
    summary: 'For how long the organisation keeps its history',
    tag,
    access: 'session',
    replies: {
      200: { description: 'Months, or null for good; how many events are no longer kept', schema: retention },
    },
    run: async ({ session }) => {
      require(session.actor.access, 'operations.auditLog.list')
      return json(await keeping(session))
    },
  }),
  route({
    method: 'PUT',
    path: '/audit_log/retention',
    operation: 'audit_log.keep',
    summary: 'Keep the history for so many months, at least six, or for good',
    tag,
    access: 'session',
    body: months,
    replies: { 200: { description: 'What holds from now on; what is older goes in the night', schema: retention } },
    run: async ({ session, body }) => {
      require(session.actor.access, 'operations.auditLog.keep')
      const wish = parseBody(months, body) as z.infer<typeof months>
      return json(await keepFor(session, wish.months))
    },
  }),
]
