import { z } from 'zod'
import { isLive } from '../../bulk/bulk-job.ts'
import { runNow } from '../../bulk/run-bulk.ts'
import { openUndo } from '../../bulk/start.ts'
import { endBulk, findBulk, lockBulk } from '../../bulk/store.ts'
import { unitOfWork } from '../../data/unit-of-work.ts'
import type { Catalog } from '../../entity/catalog.ts'
import { answering } from '../../http/idempotency.ts'
import { json, type Route, route, type SessionCall } from '../../http/route.ts'
import { checkId, type Session } from '../../operations/read.ts'
import { refusal } from '../../problem/problem.ts'
import { invalid, notFound } from '../../problem/refusals.ts'
import type { ImportQueue } from '../../transfer/import/queue.ts'
import { cancelImport, queueUndo } from '../../transfer/import/requests.ts'
import { bulkFailures, failurePage, importFailures } from './failures.ts'
import { findJob, listJobs, viewOf } from './tray.ts'
import { type JobView, jobView } from './view.ts'

const jobEnded = refusal('JOB_ENDED', 409, { en: 'It has already ended.', zh: '任务已经结束。' })

interface Tray {
  readonly catalog: Catalog
  readonly imports: ImportQueue
}
const id = (call: SessionCall) => checkId(call.params.id as string)
const tag = 'jobs'
const none = z.strictObject({})
const shown = { 200: { description: 'The job as it is now', schema: jobView } }

const viewNow = async ({ session, language }: SessionCall, { catalog }: Tray, jobId: string): Promise<JobView> =>
  viewOf(await findJob(session, jobId), { catalog, language })

const within = ({ runtime, tenant, actor }: Session, ...[work]: [Parameters<typeof unitOfWork>[3]]) =>
  unitOfWork(runtime, tenant, actor, work)

async function cancel(call: SessionCall, tray: Tray) {
  const { session } = call
  const found = await findJob(session, id(call))
  await within(session, async work => {
    if ('import' in found) return cancelImport(work, found.import.id)
    const job = await lockBulk(work, found.bulk.id)
    if (!isLive(job)) throw jobEnded()
    work.write(endBulk(job, work.tenant.id, 'cancelled'))
  })
  return json(await viewNow(call, tray, id(call)))
}

/** What is short enough to be done while the caller waits was queued as not in the background. */
async function runIfShort({ catalog }: Tray, session: Session, jobId: string): Promise<void> {
  const job = await findBulk(session, jobId)
  if (job && !job.inBackground && isLive(job)) await runNow(catalog, session, job)
}

async function undo(call: SessionCall, tray: Tray) {
  const { session } = call
  const found = await findJob(session, id(call))
  if ('import' in found) {
    await answering(call, async work => json((await queueUndo(work, tray.catalog, found.import.id)).id))
    await tray.imports.add(session, found.import.id)
    return json(await viewNow(call, tray, found.import.id))
  }
  const queued = await answering(call, async work => json(await openUndo(work, found.bulk.id)))
  const jobId = queued.json as string
  await runIfShort(tray, session, jobId)
  return json(await viewNow(call, tray, jobId))
}

function afterIn({ after, ...rest }: SessionCall['query']): string | undefined {
  const problems = Object.keys(rest).map(field => ({ field, code: 'UNKNOWN_FIELD' }))
  if (after !== undefined && typeof after !== 'string') problems.push({ field: 'after', code: 'INVALID_VALUE' })
  if (problems.length) throw invalid({}, { fields: problems })
  return after as string | undefined
}

async function failures(call: SessionCall, { catalog }: Tray) {
  const after = afterIn(call.query)
  if (after !== undefined && after.length > 200) throw notFound()
  const reader = { catalog, language: call.language }
  const found = await findJob(call.session, id(call))
  return json(
    'bulk' in found
      ? await bulkFailures(call.session, found.bulk, after, reader)
      : await importFailures(call.session, found.import, after, reader),
  )
}

function readRoutes(tray: Tray): Route[] {
  return [
    route({
      method: 'GET',
      path: '/jobs',
      operation: 'jobs.list',
      tag,
      access: 'session',
      provesSession: true,
      summary: 'Your own long work, the last 20: imports and changes of many records',
      replies: { 200: { description: 'The newest first', schema: z.object({ data: z.array(jobView) }) } },
      run: async ({ session, language }) => json({ data: await listJobs(session, { ...tray, language }) }),
    }),
    route({
      method: 'GET',
      path: '/jobs/{id}',
      operation: 'jobs.get',
      tag,
      access: 'session',
      provesSession: true,
      errors: [404],
      summary: 'How far one of your jobs is',
      replies: shown,
      run: async call => json(await viewNow(call, tray, id(call))),
    }),
    route({
      method: 'GET',
      path: '/jobs/{id}/failures',
      operation: 'jobs.failures',
      tag,
      access: 'session',
      provesSession: true,
      errors: [404],
      summary: 'What it refused, row by row',
      query: { after: 'The mark `next` of the page before' },
      replies: { 200: { description: 'At most 200 rows', schema: failurePage } },
      run: call => failures(call, tray),
    }),
  ]
}

/** Long work as its person sees it, whatever does it. */
export const trayRoutes = (catalog: Catalog, imports: ImportQueue): Route[] => {
  const tray = { catalog, imports }
  return [
    ...readRoutes(tray),
    route({
      method: 'POST',
      path: '/jobs/{id}/cancel',
      operation: 'jobs.cancel',
      tag,
      access: 'session',
      errors: [404, 409],
      summary: 'Stop a job; what is done stays, and can be taken back',
      body: none,
      replies: shown,
      run: call => cancel(call, tray),
    }),
    route({
      method: 'POST',
      path: '/jobs/{id}/undo',
      operation: 'jobs.undo',
      tag,
      access: 'session',
      errors: [404, 409],
      summary: 'Take back what a job did, except what was changed since; the answer is the job that does it',
      body: none,
      replies: shown,
      run: call => undo(call, tray),
    }),
  ]
}
