import { type BulkJob, readBulk } from '../../bulk/bulk-job.ts'
import { findBulk, listBulks } from '../../bulk/store.ts'
import { readFlight } from '../../data/unit-of-work.ts'
import type { Session } from '../../operations/read.ts'
import type { ImportRecord } from '../../transfer/import/import-record.ts'
import { listImports, loadImport } from '../../transfer/import/store.ts'
import { bulkView, importView, type JobView, type Reader } from './view.ts'

/** One of a person's jobs, of whichever kind. */
export type Found = { readonly bulk: BulkJob } | { readonly import: ImportRecord }

/** One's own job. Throws NOT_FOUND, also for anyone else's. */
export async function findJob(session: Session, id: string): Promise<Found> {
  const bulk = await findBulk(session, id)
  return bulk ? { bulk } : { import: await loadImport(session, id) }
}

export const viewOf = (found: Found, reader: Reader): JobView =>
  'bulk' in found ? bulkView(found.bulk, reader) : importView(found.import, reader)

const shown = 20

async function bulksOf({ runtime, tenant, actor }: Session): Promise<BulkJob[]> {
  if (actor.memberId === null) return []
  const { results } = await readFlight(runtime, tenant, actor, [listBulks(tenant.id, actor.memberId, shown)])
  return (results[0] ?? []).map(readBulk)
}

/** A trial of a file is of interest while it lasts: afterwards it stands where it was asked for. */
const isShown = ({ dryRun, state }: ImportRecord) => !dryRun || state === 'queued' || state === 'running'

/** One's own last jobs, the newest first: their ids tell when they were begun. */
export async function listJobs(session: Session, reader: Reader): Promise<JobView[]> {
  const [bulks, imports] = await Promise.all([bulksOf(session), listImports(session, {})])
  const views = [
    ...bulks.map(job => bulkView(job, reader)),
    ...imports.filter(isShown).map(record => importView(record, reader)),
  ]
  return views.sort((one, other) => (one.id < other.id ? 1 : -1)).slice(0, shown)
}
