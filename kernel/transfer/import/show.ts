import type { Catalog } from '../../entity/catalog.ts'
import type { SessionCall } from '../../http/route.ts'
import type { Session } from '../../operations/read.ts'
import { Problem } from '../../problem/problem.ts'
import type { ImportRecord } from './import-record.ts'
import { type ImportRights, importRights } from './rights.ts'
import { readErrors } from './store.ts'
import { type ImportView, importView, shownErrors } from './view.ts'

/** Undefined when the right to import was taken away; the past remains visible. */
function rightsNow(catalog: Catalog, { actor }: Session, record: ImportRecord): ImportRights | undefined {
  const collection = catalog.collections.find(({ path }) => path === record.collection)
  try {
    return collection && importRights(actor, collection.entity)
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}

/** An import as its person sees it, with the first of what it refused. */
export async function viewOf(
  catalog: Catalog,
  { session, language }: SessionCall,
  record: ImportRecord,
): Promise<ImportView> {
  const errors = record.failed ? await readErrors(session, record.id, -1, shownErrors) : []
  return importView(record, errors, { catalog, language, rights: rightsNow(catalog, session, record) })
}
