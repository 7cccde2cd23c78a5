import type { Work } from '../../data/unit-of-work.ts'
import type { Catalog, Collection } from '../../entity/catalog.ts'
import type { Cells } from '../../fields/field.ts'
import { tellingOf } from '../../jobs/tray/touch.ts'
import { refusal } from '../../problem/problem.ts'
import { notFound } from '../../problem/refusals.ts'
import { mapColumns } from './columns.ts'
import { type ImportRecord, importColumns, readImport } from './import-record.ts'
import { keyNames, keyOf } from './key.ts'
import { readMapping } from './read-mapping.ts'
import { importRights } from './rights.ts'
import { failImport, lockImport } from './store.ts'
import { requireUndo } from './undo-import.ts'

const stillRunning = refusal('IMPORT_RUNNING', 409, {
  en: 'The import is still running. Wait for its end, or cancel it.',
  zh: '导入仍在进行，请等待完成或先取消。',
})
const notRunning = refusal('IMPORT_ENDED', 409, { en: 'The import has already ended.', zh: '导入已经结束。' })
const rowsGone = refusal('IMPORT_ROWS_GONE', 409, {
  en: 'This file has been imported. Upload it again to import it once more.',
  zh: '此文件已导入。如需再次导入，请重新上传。',
})
const nothingToUndo = refusal('IMPORT_NOTHING_TO_UNDO', 409, {
  en: 'This import has changed nothing that can still be taken back. Imports can be taken back for {days} days.',
  zh: '此次导入没有可撤销的改动。导入可在 {days} 天内撤销。',
})
/** After this the traces that an undo needs are swept away. */
export const undoDays = 30

const isLive = ({ state }: ImportRecord) => state === 'queued' || state === 'running'

function collectionOf(catalog: Catalog, { collection }: ImportRecord): Collection {
  const known = catalog.collections.find(({ path }) => path === collection)
  if (!known) throw notFound()
  return known
}

/** What the columns are mapped to so far, those that make up one field in their order. */
const mappingOf = ({ columns }: ImportRecord) =>
  columns.toSorted((a, b) => (a.part ?? 0) - (b.part ?? 0)).map(({ header, field }) => [header, field] as const)

export interface RunWish {
  readonly mapping?: unknown
  readonly key?: string | null | undefined
  readonly dryRun?: boolean | undefined
}

const restart = `update kernel.import set state = 'queued', dry_run = $3, columns = $4, key = $5, done = 0, created = 0, updated = 0,
    unchanged = 0, failed = 0, failure = null, started_at = null, finished_at = null, touched_at = now()
  where tenant_id = $1 and id = $2 returning ${importColumns}`

/** Queues the rows of a dry run to be imported, or tried once more, with another mapping or key if wished. */
export async function restartImport(work: Work, catalog: Catalog, id: string, wish: RunWish): Promise<ImportRecord> {
  const record = await lockImport(work, id)
  const collection = collectionOf(catalog, record)
  const rights = importRights(work.actor, collection.entity)
  if (isLive(record)) throw stillRunning()
  if (!record.dryRun) throw rowsGone()
  const given = readMapping(wish.mapping)
  const mapping = new Map([...mappingOf(record), ...given])
  const columns = given.size ? mapColumns(record.columns, { catalog, collection, rights, mapping }) : record.columns
  const key = keyOf(
    collection.entity,
    columns,
    rights,
    wish.key === undefined ? [...record.key] : keyNames(wish.key ?? ''),
  )
  work.write({
    text: 'delete from kernel.import_error where tenant_id = $1 and import_id = $2',
    values: [work.tenant.id, id],
  })
  const values = [work.tenant.id, id, wish.dryRun ?? false, JSON.stringify(columns), key.join('+') || null]
  const [cells] = await work.read({ text: restart, values })
  return readImport(cells as Cells)
}

export const cancelled = {
  code: 'CANCELLED',
  message: {
    en: 'The import was cancelled. What was imported before remains.',
    zh: '导入已取消，此前已导入的数据保留。',
  },
}

/** Ends an import behind the batch it is at. */
export async function cancelImport(work: Work, id: string): Promise<ImportRecord> {
  if (!isLive(await lockImport(work, id))) throw notRunning()
  work.write(tellingOf(failImport(work.tenant.id, id, cancelled), work.actor, id))
  return lockImport(work, id)
}

export const isUndoable = ({ dryRun, state, created, updated, undone, finishedAt }: ImportRecord) =>
  !dryRun &&
  state !== 'undone' &&
  created + updated > undone &&
  Date.parse(finishedAt ?? '') > Date.now() - undoDays * 86_400_000

/** Queues an import to be taken back. */
export async function queueUndo(work: Work, catalog: Catalog, id: string): Promise<ImportRecord> {
  const record = await lockImport(work, id)
  requireUndo(work.actor, collectionOf(catalog, record).entity, record)
  if (isLive(record)) throw stillRunning()
  if (!isUndoable(record)) throw nothingToUndo({ days: undoDays })
  work.write({
    text: `update kernel.import set state = 'queued', undoing = true, failure = null, touched_at = now() where tenant_id = $1 and id = $2`,
    values: [work.tenant.id, id],
  })
  return lockImport(work, id)
}
