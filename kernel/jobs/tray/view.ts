import { z } from 'zod'
import { type BulkJob, isLive } from '../../bulk/bulk-job.ts'
import { mayUndo } from '../../bulk/undoing.ts'
import { labelsOf } from '../../derive/labels.ts'
import type { Catalog } from '../../entity/catalog.ts'
import type { Language } from '../../messages/language.ts'
import { fill } from '../../problem/problem.ts'
import type { ImportRecord } from '../../transfer/import/import-record.ts'
import { cancelled, isUndoable } from '../../transfer/import/requests.ts'

const count = z.int().min(0)
export const jobView = z.object({
  id: z.string(),
  kind: z.enum(['import', 'bulk', 'undo']),
  label: z.string(),
  status: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  progress: z.object({ done: count, total: count.nullable() }),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  /** Rows that were refused: see `/jobs/{id}/failures`. */
  failures: count,
  /** Why it stopped before its end. */
  reason: z.string().nullable(),
  result: z.object({ path: z.string() }).nullable(),
  mayCancel: z.boolean(),
  mayUndo: z.boolean(),
})
export type JobView = z.infer<typeof jobView>

export interface Reader {
  readonly catalog: Catalog
  readonly language: Language
}

const phrases = {
  import: { en: 'Import of {file} into {records}', zh: '导入 {file} 到{records}' },
  check: { en: 'Check of {file} for {records}', zh: '检查 {file}（{records}）' },
  importUndo: { en: 'Taking back the import of {file}', zh: '撤销导入 {file}' },
  bulk: { en: '{act}: {count} {records}', zh: '{act}：{count} 条{records}' },
  undo: { en: 'Taking back: {count} {records}', zh: '撤销：{count} 条{records}' },
}
const say = (name: keyof typeof phrases, language: Language, params: Record<string, string>) =>
  fill(phrases[name][language], params, language)

function namesOf({ catalog, language }: Reader, path: string) {
  const collection = catalog.collections.find(one => one.path === path)
  const labels = labelsOf(catalog, language)
  if (!collection) return { records: path, act: (name: string) => name }
  const { entity, facet } = collection
  const act = (name: string) => {
    const action = catalog.actionsOf(entity).find(one => one.name === name)
    return action ? labels.action(action).label : labels.verb(name)
  }
  return { records: (facet ? labels.facet(entity, path) : labels.entity(entity)).many, act }
}

function bulkLabel(job: BulkJob, reader: Reader): string {
  const { records, act } = namesOf(reader, job.collection)
  const count = new Intl.NumberFormat(reader.language).format(job.total)
  return say(job.undoes ? 'undo' : 'bulk', reader.language, { act: act(job.act), count, records })
}

export const bulkView = (job: BulkJob, reader: Reader): JobView => ({
  id: job.id,
  kind: job.undoes ? 'undo' : 'bulk',
  label: bulkLabel(job, reader),
  status: job.state,
  progress: { done: job.done + job.failed, total: job.total },
  startedAt: job.startedAt,
  endedAt: job.endedAt,
  failures: job.failed,
  reason: job.failure?.message[reader.language] ?? null,
  result: job.done > 0 ? { path: `/${job.collection}` } : null,
  mayCancel: isLive(job),
  mayUndo: mayUndo(job),
})

const statusOf = ({ state, failure }: ImportRecord): JobView['status'] => {
  if (state === 'queued') return 'waiting'
  if (state === 'undone') return 'done'
  return state === 'failed' && failure?.code === cancelled.code ? 'cancelled' : state
}
function progressOf({ undoing, state, created, updated, undone, kept, done, total }: ImportRecord) {
  if (undoing || state === 'undone') return { done: undone + kept, total: created + updated }
  return { done, total }
}
const phraseOf = ({ dryRun, undoing, state }: ImportRecord) =>
  dryRun ? 'check' : undoing || state === 'undone' ? 'importUndo' : 'import'

export function importView(record: ImportRecord, reader: Reader): JobView {
  const { records } = namesOf(reader, record.collection)
  const status = statusOf(record)
  const isLive = status === 'waiting' || status === 'running'
  return {
    id: record.id,
    kind: 'import',
    label: say(phraseOf(record), reader.language, { file: record.fileName, records }),
    status,
    progress: progressOf(record),
    startedAt: record.startedAt,
    endedAt: record.finishedAt,
    failures: record.failed,
    reason: record.failure?.message[reader.language] ?? null,
    result: record.created + record.updated > 0 && !record.dryRun ? { path: `/${record.collection}` } : null,
    mayCancel: isLive,
    mayUndo: !isLive && isUndoable(record),
  }
}
