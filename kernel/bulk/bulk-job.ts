import { toInstant } from '../fields/date/date.ts'
import type { Cells } from '../fields/field.ts'
import type { Phrase } from '../messages/language.ts'

export type BulkState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'

/** The same act on many records, and how far it has come. */
export interface BulkJob {
  readonly id: string
  readonly collection: string
  /** `update`, `remove`, `restore`, an action's name, or `undo`. */
  readonly act: string
  readonly body: Readonly<Record<string, unknown>>
  readonly memberId: string
  readonly siteId: string | null
  readonly requestId: string
  readonly inBackground: boolean
  readonly undoes: string | null
  readonly undoneBy: string | null
  readonly state: BulkState
  readonly total: number
  readonly done: number
  readonly failed: number
  readonly failure: Refused | null
  readonly createdAt: string
  readonly startedAt: string | null
  readonly endedAt: string | null
}
/** A refusal in every language, for a reader who comes later. */
export interface Refused {
  readonly code: string
  readonly message: Phrase
  readonly fields?: readonly { readonly field: string; readonly code: string; readonly message: Phrase }[]
}

export const bulkColumns = `id, collection, act, body::text, member_id, site_id, request_id, in_background, undoes, undone_by, state,
  total, done, failed, failure::text, created_at, started_at, ended_at`

const instantOf = (cell: Cells[number] | undefined) => (cell ? toInstant(cell) : null)

export function readBulk(cells: Cells): BulkJob {
  const [id, collection, act, body, memberId, siteId, requestId, inBackground, undoes, undoneBy, state, ...rest] = cells
  const [total, done, failed] = rest.slice(0, 3).map(Number)
  const [failure, createdAt, startedAt, endedAt] = rest.slice(3)
  return {
    id,
    collection,
    act,
    body: JSON.parse(body as string),
    memberId,
    siteId,
    requestId,
    inBackground: inBackground === 't',
    undoes,
    undoneBy,
    state,
    total,
    done,
    failed,
    failure: failure ? JSON.parse(failure) : null,
    createdAt: instantOf(createdAt),
    startedAt: instantOf(startedAt),
    endedAt: instantOf(endedAt),
  } as BulkJob
}

export const isLive = ({ state }: Pick<BulkJob, 'state'>) => state === 'waiting' || state === 'running'
