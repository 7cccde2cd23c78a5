import { z } from 'zod'
import type { BulkJob } from '../../bulk/bulk-job.ts'
import { failedRows } from '../../bulk/store.ts'
import { readCursor, writeCursor } from '../../data/cursor.ts'
import { type Session, titlesById } from '../../operations/read.ts'
import type { ImportRecord } from '../../transfer/import/import-record.ts'
import { readErrors } from '../../transfer/import/store.ts'
import { sayErrors } from '../../transfer/import/view.ts'
import type { Reader } from './view.ts'

const failure = z.object({
  /** The line of an imported file; the place among the records of a bulk job, from 1. */
  row: z.int(),
  /** The record; null for a row of a file. */
  id: z.string().nullable(),
  title: z.string().nullable(),
  code: z.string(),
  message: z.string(),
  fields: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })),
})
export const failurePage = z.object({ data: z.array(failure), next: z.string().optional() })
type Page = z.infer<typeof failurePage>

const size = 200
const placeAfter = (after: string | undefined) => (after === undefined ? -1 : Number(readCursor(after, 1, 'after')[0]))

function page<Row extends { readonly place: number }>(rows: readonly Row[], tell: (row: Row) => Page['data']): Page {
  const shown = rows.slice(0, size)
  const last = shown.at(-1)
  return {
    data: shown.flatMap(tell),
    ...(rows.length > size && last ? { next: writeCursor([String(last.place)]) } : {}),
  }
}

export async function bulkFailures(
  session: Session,
  job: BulkJob,
  after: string | undefined,
  reader: Reader,
): Promise<Page> {
  const { catalog, language } = reader
  const rows = await failedRows(session, job.id, placeAfter(after), size + 1)
  const entity = catalog.collections.find(({ path }) => path === job.collection)?.entity
  const ids = rows.map(({ recordId }) => recordId)
  const titles = entity ? await titlesById(session, entity, ids) : new Map<string, string>()
  return page(rows, ({ place, recordId, problem }) => [
    {
      row: place + 1,
      id: recordId,
      title: titles.get(recordId) ?? null,
      code: problem.code,
      message: problem.message[language],
      fields: (problem.fields ?? []).map(({ message, ...field }) => ({ ...field, message: message[language] })),
    },
  ])
}

export async function importFailures(
  session: Session,
  record: ImportRecord,
  after: string | undefined,
  { language }: Reader,
): Promise<Page> {
  const rows = await readErrors(session, record.id, placeAfter(after), size + 1)
  return page(rows, row =>
    sayErrors([row], language).map(({ line, field, code, message }) => ({
      row: line,
      id: null,
      title: null,
      code,
      message,
      fields: field ? [{ field, code, message }] : [],
    })),
  )
}
