import { z } from 'zod'
import type { Work } from '../../data/unit-of-work.ts'
import { parseBody } from '../../derive/zod.ts'
import type { Catalog, Collection } from '../../entity/catalog.ts'
import { answering } from '../../http/idempotency.ts'
import { json, type Route, route, type SessionCall } from '../../http/route.ts'
import { checkId } from '../../operations/read.ts'
import { invalid } from '../../problem/refusals.ts'
import { errorFile } from './error-file.ts'
import type { ImportRecord } from './import-record.ts'
import type { ImportQueue } from './queue.ts'
import { cancelImport, queueUndo, restartImport } from './requests.ts'
import { viewOf } from './show.ts'
import { listImports, loadImport } from './store.ts'
import { uploadImport } from './upload.ts'
import { importSchema, importView } from './view.ts'

const form = z.object({ file: z.string(), mapping: z.string().optional(), key: z.string().optional() })
const runBody = z.strictObject({
  mapping: z.record(z.string(), z.string().nullable()).optional(),
  key: z.string().nullable().optional(),
  dryRun: z.boolean().optional(),
})
const id = (call: SessionCall) => checkId(call.params.id as string)
const tag = 'imports'

export const uploadRoute = (catalog: Catalog, collection: Collection, queue: ImportQueue): Route =>
  route({
    method: 'POST',
    path: `/${collection.path}/import`,
    operation: `${collection.path}.import`,
    tag: collection.path,
    access: 'session',
    errors: [413],
    summary: 'Import a CSV file or Excel workbook, or try it first',
    query: {
      dryRun: '`true` checks everything and changes nothing',
      mapping: 'For a file sent as the body itself: what the form part `mapping` says',
      key: 'For a file sent as the body itself: what the form part `key` says',
      fileName: 'For a file sent as the body itself: what it is called',
    },
    body: form,
    bodyType: 'multipart/form-data',
    replies: { 202: { description: 'The import, queued; its address is in Location', schema: importSchema } },
    run: call => uploadImport(call, catalog, collection, queue),
  })

const listFilters = new Set(['collection', 'state'])
function readFilter(query: Readonly<Record<string, unknown>>): { collection?: string; state?: string } {
  const problems = Object.entries(query).filter(([name, value]) => !listFilters.has(name) || typeof value !== 'string')
  if (problems.length) throw invalid({}, { fields: problems.map(([field]) => ({ field, code: 'UNKNOWN_FIELD' })) })
  return query
}

function readRoutes(catalog: Catalog, queue: ImportQueue): Route[] {
  const rights = undefined
  return [
    route({
      method: 'GET',
      path: '/imports',
      operation: 'imports.list',
      tag,
      access: 'session',
      summary: 'Your imports, the newest 50',
      query: { collection: 'Only into this collection', state: 'Only in this state' },
      replies: { 200: { description: 'The imports', schema: z.object({ data: z.array(importSchema) }) } },
      run: async ({ session, language, query }) => {
        const records = await listImports(session, readFilter(query))
        return json({ data: records.map(record => importView(record, [], { catalog, language, rights })) })
      },
    }),
    route({
      method: 'GET',
      path: '/imports/{id}',
      operation: 'imports.get',
      tag,
      access: 'session',
      errors: [404],
      summary: 'How far an import is, and what it refused',
      replies: { 200: { description: 'The import', schema: importSchema } },
      run: async call => {
        const record = await loadImport(call.session, id(call))
        if (record.state === 'queued' || record.state === 'running')
          await queue.look?.(call.session, record.id, record.touchedAt)
        return json(await viewOf(catalog, call, record))
      },
    }),
    route({
      method: 'GET',
      path: '/imports/{id}/errors.csv',
      operation: 'imports.errors',
      tag,
      access: 'session',
      errors: [404],
      summary: 'Every refused cell, as a file',
      replies: { 200: { description: 'CSV', type: 'text/csv' } },
      run: async call => errorFile(call.session, await loadImport(call.session, id(call)), call.language),
    }),
  ]
}

function actRoutes(catalog: Catalog, queue: ImportQueue): Route[] {
  const none = z.strictObject({})
  /** One unit of work that answers with the import as it then is; with an `Idempotency-Key` it is done once. */
  const act = (call: SessionCall, status: number, work: (work: Work) => Promise<ImportRecord>) =>
    answering(call, async transaction => json(await viewOf(catalog, call, await work(transaction)), status))
  return [
    route({
      method: 'POST',
      path: '/imports/{id}/run',
      operation: 'imports.run',
      tag,
      access: 'session',
      errors: [404, 409],
      summary: 'Import the rows of a dry run, or try them once more with `dryRun`',
      body: runBody,
      replies: { 202: { description: 'The import, queued', schema: importSchema } },
      run: async call => {
        const wish = parseBody(runBody, call.body)
        const reply = await act(call, 202, work => restartImport(work, catalog, id(call), wish))
        await queue.add(call.session, id(call))
        return reply
      },
    }),
    route({
      method: 'POST',
      path: '/imports/{id}/cancel',
      operation: 'imports.cancel',
      tag,
      access: 'session',
      errors: [404, 409],
      summary: 'Stop an import; what is imported stays',
      body: none,
      replies: { 200: { description: 'The import as it is now', schema: importSchema } },
      run: call => act(call, 200, work => cancelImport(work, id(call))),
    }),
    route({
      method: 'POST',
      path: '/imports/{id}/undo',
      operation: 'imports.undo',
      tag,
      access: 'session',
      errors: [404, 409],
      summary: 'Take an import back, except what was changed since',
      body: none,
      replies: { 202: { description: 'The import, queued to be taken back', schema: importSchema } },
      run: async call => {
        const reply = await act(call, 202, work => queueUndo(work, catalog, id(call)))
        await queue.add(call.session, id(call))
        return reply
      },
    }),
  ]
}

/** Endpoints of imports themselves, whatever they go into. */
export const importRoutes = (catalog: Catalog, queue: ImportQueue): Route[] => [
  ...readRoutes(catalog, queue),
  ...actRoutes(catalog, queue),
]
