import { v7 as uuid } from 'uuid'
import type { Statement } from '../../data/batch.ts'
import { readFlight, unitOfWork, type Work } from '../../data/unit-of-work.ts'
import type { Session } from '../../operations/read.ts'
import { notFound } from '../../problem/refusals.ts'
import type { Column } from './columns.ts'
import { type Failure, type ImportRecord, importColumns, readImport } from './import-record.ts'
import type { RowProblem } from './row-problem.ts'

/** Sends statements for the session's tenant in one transaction. */
export const writeAll = ({ runtime, tenant, actor }: Session, statements: readonly Statement[]) =>
  unitOfWork(runtime, tenant, actor, async work => {
    for (const statement of statements) work.write(statement)
  })

/** Uploads that never came to their end, and dry runs nobody came back to, are not kept. */
const forgotten = `select id from kernel.import where tenant_id = $1
  and (state = 'receiving' and created_at < now() - interval '1 hour' or dry_run and touched_at < now() - interval '7 days')`
/** Real runs that have ended keep their rows no longer, and what an undo or a reader of errors needs for a month. */
const ended = `select id from kernel.import where tenant_id = $1 and not dry_run and state in ('done', 'failed', 'undone')`
const old = `${ended} and finished_at < now() - interval '30 days'`

/** In bites, because an upload waits for it. */
const bite = (table: string, imports: string, tenantId: string): Statement => ({
  text: `delete from kernel.${table} where ctid in (select ctid from kernel.${table} where tenant_id = $1 and import_id in (${imports}) limit 20000)`,
  values: [tenantId],
})
const sweep = (tenantId: string): Statement[] => [
  bite('import_error', forgotten, tenantId),
  { text: `delete from kernel.import where tenant_id = $1 and id in (${forgotten})`, values: [tenantId] },
  bite('import_rows', ended, tenantId),
  bite('import_error', old, tenantId),
  bite('import_change', old, tenantId),
]

/** Makes room for an upload; it is nobody's import until `receivedImport`. */
export async function openImport(
  session: Session,
  start: { collection: string; fileName: string; dryRun: boolean },
): Promise<string> {
  const id = uuid()
  const { tenant, actor } = session
  const insert = {
    text: `insert into kernel.import (tenant_id, id, collection, file_name, member_id, site_id, state, dry_run)
      values ($1, $2, $3, $4, $5, $6, 'receiving', $7)`,
    values: [tenant.id, id, start.collection, start.fileName, actor.memberId, actor.siteId, start.dryRun],
  }
  await writeAll(session, [...sweep(tenant.id), insert])
  return id
}

/** Rows of the file in its own order: `[line, cell, …]` each. */
export type StoredRow = readonly [line: number, ...cells: string[]]

export const storeRows = (
  tenantId: string,
  importId: string,
  first: number,
  rows: readonly StoredRow[],
): Statement => ({
  text: 'insert into kernel.import_rows (tenant_id, import_id, first, count, rows) values ($1, $2, $3, $4, $5)',
  values: [tenantId, importId, first, rows.length, JSON.stringify(rows)],
})

export const receivedImport = (
  tenantId: string,
  id: string,
  total: number,
  columns: readonly Column[],
  key: readonly string[],
): Statement => ({
  text: `update kernel.import set state = 'queued', total = $3, columns = $4, key = $5, touched_at = now()
    where tenant_id = $1 and id = $2 returning ${importColumns}`,
  values: [tenantId, id, total, JSON.stringify(columns), key.join('+') || null],
})

export const dropImport = (tenantId: string, id: string): Statement => ({
  text: 'delete from kernel.import where tenant_id = $1 and id = $2',
  values: [tenantId, id],
})

export const dropRows = (tenantId: string, id: string): Statement => ({
  text: 'delete from kernel.import_rows where tenant_id = $1 and import_id = $2',
  values: [tenantId, id],
})

/** One's own import; anyone else's is not there. */
const ownImport = `select ${importColumns} from kernel.import
  where tenant_id = $1 and id = $2 and member_id is not distinct from $3::uuid and state <> 'receiving'`

export async function loadImport({ runtime, tenant, actor }: Session, id: string): Promise<ImportRecord> {
  const { results } = await readFlight(runtime, tenant, actor, [
    { text: ownImport, values: [tenant.id, id, actor.memberId] },
  ])
  const cells = results[0]?.[0]
  if (!cells) throw notFound()
  return readImport(cells)
}

/** The import, held by this transaction: whoever else wants to go on with it waits and then sees how far it came. */
export async function lockImport(work: Work, id: string): Promise<ImportRecord> {
  const statement = { text: `${ownImport} for update`, values: [work.tenant.id, id, work.actor.memberId] }
  const [cells] = await work.read(statement)
  if (!cells) throw notFound()
  return readImport(cells)
}

/** One's own imports, newest first, at most 50. */
export async function listImports(
  { runtime, tenant, actor }: Session,
  filter: { collection?: string; state?: string },
): Promise<ImportRecord[]> {
  const statement = {
    text: `select ${importColumns} from kernel.import
      where tenant_id = $1 and member_id is not distinct from $2::uuid and state <> 'receiving'
        and ($3::text is null or collection = $3) and ($4::text is null or state = $4) order by id desc limit 50`,
    values: [tenant.id, actor.memberId, filter.collection ?? null, filter.state ?? null],
  }
  const { results } = await readFlight(runtime, tenant, actor, [statement])
  return (results[0] ?? []).map(readImport)
}

/** The stored rows that hold the given place of the file, and the place of the first of them. */
export async function readRows(
  { runtime, tenant, actor }: Session,
  id: string,
  place: number,
): Promise<{ first: number; rows: StoredRow[] } | undefined> {
  const statement = {
    text: `select first, rows from kernel.import_rows where tenant_id = $1 and import_id = $2 and first <= $3 order by first desc limit 1`,
    values: [tenant.id, id, place],
  }
  const { results } = await readFlight(runtime, tenant, actor, [statement])
  const [first, rows] = results[0]?.[0] ?? []
  return first == null ? undefined : { first: Number(first), rows: JSON.parse(rows as string) }
}

export interface ErrorRow {
  readonly place: number
  readonly line: number
  readonly problems: readonly RowProblem[]
}

/** Refused rows in the order of the file, from a place on. */
export async function readErrors(
  { runtime, tenant, actor }: Session,
  id: string,
  after: number,
  limit: number,
): Promise<ErrorRow[]> {
  const statement = {
    text: `select place, line, problems from kernel.import_error where tenant_id = $1 and import_id = $2 and place > $3 order by place limit $4`,
    values: [tenant.id, id, after, limit],
  }
  const { results } = await readFlight(runtime, tenant, actor, [statement])
  return (results[0] ?? []).map(([place, line, problems]) => ({
    place: Number(place),
    line: Number(line),
    problems: JSON.parse(problems as string),
  }))
}

export const storeErrors = (tenantId: string, importId: string, errors: readonly ErrorRow[]): Statement => ({
  text: `insert into kernel.import_error (tenant_id, import_id, place, line, problems)
    select $1, $2, e.place, e.line, e.problems from unnest($3::int[], $4::int[], $5::jsonb[]) as e (place, line, problems)`,
  values: [
    tenantId,
    importId,
    errors.map(e => e.place),
    errors.map(e => e.line),
    errors.map(e => JSON.stringify(e.problems)),
  ],
})

export interface Progress {
  readonly done: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly failed: number
}

/** How far a run has come, in the transaction that brought it there. */
export const advance = (tenantId: string, id: string, by: Progress, total: number): Statement => ({
  text: `update kernel.import set done = $3, created = created + $4, updated = updated + $5, unchanged = unchanged + $6, failed = failed + $7,
      touched_at = now(), state = case when $3::int >= $8::int then 'done' else 'running' end,
      finished_at = case when $3::int >= $8::int then now() end
    where tenant_id = $1 and id = $2`,
  values: [tenantId, id, by.done, by.created, by.updated, by.unchanged, by.failed, total],
})

export const beginImport = (tenantId: string, id: string): Statement => ({
  text: `update kernel.import set state = 'running', started_at = coalesce(started_at, now()), touched_at = now()
    where tenant_id = $1 and id = $2 and state in ('queued', 'running')`,
  values: [tenantId, id],
})

export const failImport = (tenantId: string, id: string, failure: Failure): Statement => ({
  text: `update kernel.import set state = 'failed', undoing = false, failure = $3, finished_at = now(), touched_at = now()
    where tenant_id = $1 and id = $2 and state in ('queued', 'running')`,
  values: [tenantId, id, JSON.stringify(failure)],
})

/** Changes that were taken back are forgotten; those that had to stay are marked, so that none is tried twice. */
export const undoneRows = (
  tenantId: string,
  id: string,
  undone: readonly string[],
  kept: readonly string[],
): Statement => ({
  text: `with gone as (delete from kernel.import_change where tenant_id = $1 and import_id = $2 and record_id = any($3::uuid[])),
      stays as (update kernel.import_change set kept = true where tenant_id = $1 and import_id = $2 and record_id = any($4::uuid[]))
    update kernel.import set undone = undone + $5, kept = kept + $6, touched_at = now() where tenant_id = $1 and id = $2`,
  values: [tenantId, id, undone, kept, undone.length, kept.length],
})

export const finishUndo = (tenantId: string, id: string): Statement => ({
  text: `update kernel.import set state = 'undone', undoing = false, finished_at = now(), touched_at = now() where tenant_id = $1 and id = $2`,
  values: [tenantId, id],
})
