import { toInstant } from '../../fields/date/date.ts'
import type { Cells } from '../../fields/field.ts'
import type { Phrase } from '../../messages/language.ts'
import type { Column } from './columns.ts'

export type ImportState = 'queued' | 'running' | 'done' | 'failed' | 'undone'

/** One upload and how far it has come. */
export interface ImportRecord {
  readonly id: string
  readonly collection: string
  readonly fileName: string
  readonly memberId: string | null
  readonly siteId: string | null
  readonly state: ImportState
  /** Queued or running to be taken back. */
  readonly undoing: boolean
  readonly dryRun: boolean
  /** Fields that together tell which record a row is; none: every row is a new record. */
  readonly key: readonly string[]
  readonly columns: readonly Column[]
  readonly total: number
  readonly done: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly failed: number
  readonly undone: number
  readonly kept: number
  readonly failure: Failure | null
  readonly createdAt: string
  readonly touchedAt: string
  readonly startedAt: string | null
  readonly finishedAt: string | null
}
/** Why an import stopped before its end. */
export interface Failure {
  readonly code: string
  readonly message: Phrase
}

export const importColumns = `id, collection, file_name, member_id, site_id, state, undoing, dry_run, key, columns, total, done, created,
  updated, unchanged, failed, undone, kept, failure, created_at, touched_at, started_at, finished_at`

export function readImport(cells: Cells): ImportRecord {
  const [id, collection, fileName, memberId, siteId, state, undoing, dryRun, key, columns, ...rest] = cells
  const [total, done, created, updated, unchanged, failed, undone, kept] = rest.slice(0, 8).map(Number)
  const [failure, createdAt, touchedAt, startedAt, finishedAt] = rest.slice(8)
  const instant = (cell: string | null | undefined) => (cell ? toInstant(cell) : null)
  return {
    id,
    collection,
    fileName,
    memberId,
    siteId,
    state,
    undoing: undoing === 't',
    dryRun: dryRun === 't',
    key: key ? key.split('+') : [],
    columns: JSON.parse(columns as string),
    total,
    done,
    created,
    updated,
    unchanged,
    failed,
    undone,
    kept,
    failure: failure ? JSON.parse(failure) : null,
    createdAt: instant(createdAt),
    touchedAt: instant(touchedAt),
    startedAt: instant(startedAt),
    finishedAt: instant(finishedAt),
  } as ImportRecord
}
