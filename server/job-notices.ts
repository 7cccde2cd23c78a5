import type { BulkJob } from '@tenon/kernel/bulk/bulk-job.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { ImportRecord } from '@tenon/kernel/transfer/import/import-record.ts'
import { cancelled } from '@tenon/kernel/transfer/import/requests.ts'
import { notify } from '@tenon/messages'

const kind = 'jobEnded'

function importCase({ state, failure }: ImportRecord): string | undefined {
  if (state === 'undone') return 'importUndone'
  if (state === 'done') return 'importDone'
  return state === 'failed' && failure?.code !== cancelled.code ? 'importFailed' : undefined
}

/** Tells whoever started an import that it has ended; a trial and what they stopped themselves are no news. */
export function tellImportEnded(work: Work, record: ImportRecord): void {
  const { memberId, dryRun, collection, fileName: file, created, updated, failed, undone, kept, failure } = record
  const wording = importCase(record)
  if (!memberId || dryRun || !wording) return
  const counts = { created, updated, failed, undone, kept }
  const params = { case: wording, file, records: { collection }, ...counts, reason: failure?.message ?? '' }
  notify(work, { to: [memberId], kind, params, link: { path: `/${collection}` } })
}

/** Tells whoever started a change of many records that it has ended. */
export function tellBulkEnded(work: Work, job: BulkJob): void {
  const { memberId, state, undoes, collection, total, done, failed, failure } = job
  const wording = state === 'failed' ? 'bulkFailed' : undoes ? 'bulkUndone' : 'bulkDone'
  const params = { case: wording, records: { collection }, total, done, failed, reason: failure?.message ?? '' }
  notify(work, { to: [memberId], kind, params, link: { path: `/${collection}` } })
}
