import { unitOfWork } from '../../data/unit-of-work.ts'
import type { Catalog, Collection } from '../../entity/catalog.ts'
import type { Language } from '../../messages/language.ts'
import type { Session } from '../../operations/read.ts'
import { type FieldProblem, Problem, refusal } from '../../problem/problem.ts'
import { invalid, notFound } from '../../problem/refusals.ts'
import { type Mapping, mapColumns } from './columns.ts'
import { type ImportRecord, importColumns, readImport } from './import-record.ts'
import { keyNames, keyOf } from './key.ts'
import { type ImportRights, importRights } from './rights.ts'
import { failImport, loadImport, lockImport, readErrors, writeAll } from './store.ts'
import { requireUndo } from './undo-import.ts'
import { type ImportView, importView, shownErrors } from './view.ts'

export const importBusy = refusal('IMPORT_STATE', 409, {
  en: 'This cannot be done with an import that is {state}.',
  zh: '导入处于“{state}”状态，不能执行此操作。',
})
export const importKept = refusal('IMPORT_ROWS_GONE', 409, {
  en: 'This file has been imported. Upload it again to import it once more.',
  zh: '此文件已导入。如需再次导入，请重新上传。',
})

const badMapping = (field: string) => invalid({}, { fields: [{ field, code: 'INVALID_VALUE' } satisfies FieldProblem] })

/** `{"Company Name": "name", "Fax": null}`. Read into a Map, so that no header can be more than a name. */
export function readMapping(given: unknown): Mapping {
  if (given === undefined || given === null || given === '') return new Map()
  let value = given
  if (typeof given === 'string')
    try {
      value = JSON.parse(given)
    } catch {
      throw badMapping('mapping')
    }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw badMapping('mapping')
  const entries = Object.entries(value)
  for (const [header, field] of entries)
    if (field !== null && typeof field !== 'string') throw badMapping(`mapping.${header}`)
  return new Map(entries)
}

function rightsNow(catalog: Catalog, session: Session, record: ImportRecord): ImportRights | undefined {
  const collection = catalog.collections.find(({ path }) => path === record.collection)
  try {
    return collection && importRights(session.actor, collection.entity)
  } catch (error) {
    if (error instanceof Problem) return undefined // the right to import was taken away; the past remains visible
    throw error
  }
}

export async function showImport(
  catalog: Catalog,
  session: Session,
  id: string,
  language: Language,
): Promise<{ view: ImportView; record: ImportRecord }> {
  const record = await loadImport(session, id)
  const errors = record.failed ? await readErrors(session, id, -1, shownErrors) : []
  return {
    record,
    view: importView(record, errors, { catalog, language, rights: rightsNow(catalog, session, record) }),
  }
}

function collectionOf(catalog: Catalog, record: ImportRecord): Collection {
  const collection = catalog.collections.find(({ path }) => path === record.collection)
  if (!collection) throw notFound()
  return collection
}

const settled = new Set(['done', 'failed'])

const restart = `update kernel.import set state = 'queued', dry_run = $3, columns = $4, key = $5, done = 0, created = 0, updated = 0,
    unchanged = 0, failed = 0, failure = null, started_at = null, finished_at = null, touched_at = now()
  where tenant_id = $1 and id = $2 returning ${importColumns}`

export interface RunWish {
  readonly mapping?: unknown
  readonly key?: string | null | undefined
  readonly dryRun?: boolean | undefined
}

/** Queues the rows of a dry run to be imported, or tried once more, with another mapping or key if wished. */
export async function restartImport(
  catalog: Catalog,
  session: Session,
  id: string,
  wish: RunWish,
): Promise<ImportRecord> {
  const { runtime, tenant, actor } = session
  return unitOfWork(runtime, tenant, actor, async work => {
    const record = await lockImport(work, id)
    const collection = collectionOf(catalog, record)
    const rights = importRights(actor, collection.entity)
    if (!settled.has(record.state)) throw importBusy({ state: record.state })
    if (!record.dryRun) throw importKept()
    const given = readMapping(wish.mapping)
    const mapping = given.size ? given : new Map(record.columns.map(({ header, field }) => [header, field] as const))
    const columns = given.size ? mapColumns(record.columns, { catalog, collection, rights, mapping }) : record.columns
    const key = keyOf(
      collection.entity,
      columns,
      rights,
      wish.key === undefined ? record.key : keyNames(wish.key ?? ''),
    )
    work.write({
      text: 'delete from kernel.import_error where tenant_id = $1 and import_id = $2',
      values: [tenant.id, id],
    })
    const values = [tenant.id, id, wish.dryRun ?? false, JSON.stringify(columns), key.join('+') || null]
    const [cells] = await work.read({ text: restart, values })
    return readImport(cells as readonly (string | null)[])
  })
}

const cancelled = {
  code: 'CANCELLED',
  message: {
    en: 'The import was cancelled. What was imported before remains.',
    zh: '导入已取消，此前已导入的数据保留。',
  },
}

/** Ends an import behind the batch it is at. */
export async function cancelImport(session: Session, id: string): Promise<void> {
  const record = await loadImport(session, id)
  if (record.state !== 'queued' && record.state !== 'running') throw importBusy({ state: record.state })
  await writeAll(session, [failImport(session.tenant.id, id, cancelled)])
}

/** Queues an import to be taken back. */
export async function queueUndo(catalog: Catalog, session: Session, id: string): Promise<void> {
  const { runtime, tenant, actor } = session
  await unitOfWork(runtime, tenant, actor, async work => {
    const record = await lockImport(work, id)
    if (record.dryRun || !settled.has(record.state))
      throw importBusy({ state: record.dryRun ? 'dryRun' : record.state })
    requireUndo(session, collectionOf(catalog, record).entity, record)
    const text = `update kernel.import set state = 'queued', undoing = true, failure = null, touched_at = now() where tenant_id = $1 and id = $2`
    work.write({ text, values: [tenant.id, id] })
  })
}
