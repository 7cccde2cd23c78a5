import { z } from 'zod'
import { labelsOf } from '../../derive/labels.ts'
import type { Catalog } from '../../entity/catalog.ts'
import type { Language } from '../../messages/language.ts'
import type { ImportRecord } from './import-record.ts'
import { keyChoices } from './key.ts'
import type { ImportRights } from './rights.ts'
import { sayRow } from './row-problem.ts'
import type { ErrorRow } from './store.ts'

/** As many errors as one looks at; all of them are in the file beside. */
export const shownErrors = 200

const count = z.int().min(0)
const column = z.object({
  header: z.string(),
  field: z.string().nullable(),
  label: z.string().nullable(),
  samples: z.array(z.string()),
})
const error = z.object({
  line: z.int(),
  column: z.string().nullable(),
  field: z.string().nullable(),
  code: z.string(),
  message: z.string(),
})
/** An import as its person sees it. */
export const importSchema = z.object({
  id: z.uuid(),
  collection: z.string(),
  fileName: z.string(),
  state: z.enum(['queued', 'running', 'done', 'failed', 'undone']),
  dryRun: z.boolean(),
  total: count,
  done: count,
  created: count,
  updated: count,
  unchanged: count,
  failed: count,
  key: z.string().nullable(),
  keyChoices: z.array(z.string()),
  columns: z.array(column),
  errors: z.array(error),
  errorsTruncated: z.boolean(),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  undo: z.object({ total: count, undone: count, kept: count }).nullable(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
})
export type ImportView = z.infer<typeof importSchema>

export interface ViewRequest {
  readonly catalog: Catalog
  readonly language: Language
  /** Undefined when the person may no longer import: what happened is still told, without what could be done. */
  readonly rights: ImportRights | undefined
}

/** Each problem of refused rows as one line, in the caller's language. */
export const sayErrors = (rows: readonly ErrorRow[], language: Language) =>
  rows.flatMap(({ line, problems }) =>
    problems.map(problem => ({
      line,
      column: problem.column,
      field: problem.field,
      code: problem.code,
      message: sayRow(problem, language),
    })),
  )

function columnsOf(record: ImportRecord, { catalog, language }: ViewRequest) {
  const entity = catalog.collections.find(({ path }) => path === record.collection)?.entity
  const labels = labelsOf(catalog, language)
  const label = (field: string | null) => (field && entity ? labels.field(entity, field).label : null)
  return record.columns.map(({ header, field, samples }) => ({
    header,
    field,
    label: label(field),
    samples: [...samples],
  }))
}

function undoOf(record: ImportRecord) {
  if (record.dryRun || !(record.undoing || record.state === 'undone' || record.undone || record.kept)) return null
  return { total: record.created + record.updated, undone: record.undone, kept: record.kept }
}

export function importView(record: ImportRecord, rows: readonly ErrorRow[], request: ViewRequest): ImportView {
  const { id, collection, fileName, state, dryRun, total, done, created, updated, unchanged, failed } = record
  const entity = request.catalog.collections.find(({ path }) => path === collection)?.entity
  const errors = sayErrors(rows, request.language)
  const { failure } = record
  return {
    id,
    collection,
    fileName,
    state,
    dryRun,
    total,
    done,
    created,
    updated,
    unchanged,
    failed,
    key: record.key.join('+') || null,
    keyChoices: entity && request.rights ? keyChoices(entity, record.columns, request.rights) : [],
    columns: columnsOf(record, request),
    errors: errors.slice(0, shownErrors),
    errorsTruncated: errors.length > shownErrors || rows.length < failed,
    failure: failure && { code: failure.code, message: failure.message[request.language] },
    undo: undoOf(record),
    createdAt: record.createdAt,
    startedAt: record.startedAt,
    finishedAt: record.finishedAt,
  }
}
