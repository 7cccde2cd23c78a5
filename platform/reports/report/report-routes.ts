import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import { answering } from '@tenon/kernel/http/idempotency.ts'
import { json, noContent, type Route, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { enqueue } from '@tenon/kernel/jobs/job.ts'
import { invalid } from '@tenon/kernel/problem/refusals.ts'
import { asFile } from '@tenon/kernel/transfer/csv-lines.ts'
import { z } from 'zod'
import {
  type Definition,
  formats,
  type ReportBody,
  type ReportPatch,
  type ReportReply,
  reportBody,
  reportPatch,
  reportReply,
} from './report-body.ts'
import { reportFile } from './report-file.ts'
import { changeReport, createReport, findReport, oneReport, removeReport, seenReports } from './reports.ts'
import { resultOf } from './result.ts'
import { sendQueue } from './send.queue.ts'

const tag = 'reports'
const id = (call: SessionCall) => call.params.id as string
const one = { 200: { description: 'The report', schema: reportReply } }

const cell = z.union([z.string(), z.number(), z.null()])
const result = z.object({
  columns: z.array(z.object({ header: z.string(), isNumber: z.boolean() })),
  rows: z.array(z.array(cell)),
})

const readRoutes = (catalog: Catalog): Route[] => [
  route({
    method: 'GET',
    path: '/reports',
    operation: 'reports.list',
    summary: 'Your reports, those for everyone and those you are sent, over what you may list',
    tag,
    access: 'session',
    provesSession: true,
    replies: { 200: { description: 'The latest first', schema: z.object({ data: z.array(reportReply) }) } },
    run: call => answering(call, async work => json({ data: await seenReports(work, catalog) })),
  }),
  route({
    method: 'GET',
    path: '/reports/{id}',
    operation: 'reports.get',
    summary: 'One report',
    tag,
    access: 'session',
    provesSession: true,
    errors: [404],
    replies: one,
    run: call => answering(call, async work => json(await oneReport(work, catalog, id(call)))),
  }),
]

const writeRoutes = (catalog: Catalog): Route[] => [
  route({
    method: 'POST',
    path: '/reports',
    operation: 'reports.create',
    summary: 'Keep a report, for yourself or for everyone, and have it sent out if you wish',
    tag,
    access: 'session',
    provesSession: true,
    errors: [404],
    body: reportBody,
    replies: { 201: { description: 'The report', schema: reportReply } },
    run: call =>
      answering(call, async work => {
        const made = await createReport(work, catalog, parseBody(reportBody, call.body) as ReportBody)
        return json(made, 201, { location: `/api/v1/reports/${made.id}` })
      }),
  }),
  route({
    method: 'PATCH',
    path: '/reports/{id}',
    operation: 'reports.update',
    summary: 'Change a report that is yours, or one for everyone with the right to',
    tag,
    access: 'session',
    provesSession: true,
    errors: [404, 409],
    body: reportPatch,
    replies: one,
    run: call =>
      answering(call, async work => {
        const readBody = () => parseBody(reportPatch, call.body) as ReportPatch
        return json(await changeReport(work, catalog, id(call), readBody))
      }),
  }),
  route({
    method: 'DELETE',
    path: '/reports/{id}',
    operation: 'reports.remove',
    summary: 'Remove a report',
    tag,
    access: 'session',
    provesSession: true,
    errors: [404],
    replies: { 204: { description: 'It is gone' } },
    run: call =>
      answering(call, async work => {
        await removeReport(work, catalog, id(call))
        return noContent()
      }),
  }),
  route({
    method: 'POST',
    path: '/reports/{id}/send',
    operation: 'reports.send',
    summary: 'Have the report sent to yourself now, as its recipients get it',
    tag,
    access: 'session',
    provesSession: true,
    errors: [404],
    replies: { 202: { description: 'It is on its way' } },
    run: call =>
      answering(call, async work => {
        const { row } = await findReport(work, catalog, id(call))
        const memberId = work.actor.memberId
        if (memberId) enqueue(work, sendQueue, { report: row.id as string, memberId })
        return { status: 202 }
      }),
  }),
]

/** The report as its caller may ask for it; looked up by itself, so that no transaction stays open while it is written. */
async function asked(catalog: Catalog, call: SessionCall) {
  const { runtime, tenant, actor } = call.session
  const { row, collection } = await unitOfWork(runtime, tenant, actor, work => findReport(work, catalog, id(call)))
  const { name, shape } = row as Pick<ReportReply, 'name' | 'shape'>
  return { name, shape, definition: row.definition as Definition, collection }
}

function formatOf({ query }: SessionCall) {
  const format = formats.find(one => one === (query.format ?? 'xlsx'))
  if (format) return format
  throw invalid({}, { fields: [{ field: 'format', code: 'NOT_AN_OPTION', params: { options: formats.join(', ') } }] })
}

const answerRoutes = (catalog: Catalog): Route[] => [
  route({
    method: 'GET',
    path: '/reports/{id}/result',
    operation: 'reports.result',
    summary: 'What a report grouped by something comes to for you, as a table',
    tag,
    access: 'session',
    errors: [404],
    replies: { 200: { description: 'One row for each group, the whole as the last', schema: result } },
    run: async call => {
      const session = { ...call.session, actor: { ...call.session.actor, language: call.language } }
      return json(await resultOf(session, catalog, await asked(catalog, call)))
    },
  }),
  route({
    method: 'GET',
    path: '/reports/{id}/export',
    operation: 'reports.export',
    summary: 'What the report shows you, as a file',
    tag,
    access: 'session',
    errors: [404],
    query: { format: '`xlsx` (unless told), `csv` or `pdf`' },
    replies: { 200: { description: 'The file', type: 'application/octet-stream' } },
    run: async call => {
      const session = { ...call.session, actor: { ...call.session.actor, language: call.language } }
      const file = await reportFile(session, catalog, await asked(catalog, call), formatOf(call))
      return { status: 200, stream: file.stream, headers: asFile(file.name, file.type) }
    },
  }),
]

/** Reports stand beside every collection, so their endpoints need to know them all. */
export const reportRoutes = (catalog: Catalog): Route[] => [
  ...readRoutes(catalog),
  ...writeRoutes(catalog),
  ...answerRoutes(catalog),
]
