import type { Catalog, Collection } from '@tenon/kernel/entity/catalog.ts'
import { answering } from '@tenon/kernel/http/idempotency.ts'
import { json, noContent, type Route, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { z } from 'zod'
import { addFile, fileReply, filesOf, removeFile, sendFile } from './files.ts'
import type { FileStore } from './store.ts'

const id = (call: SessionCall) => call.params.id as string
/** A form with one file, as the document of the API describes it. */
const uploadForm = z.object({ file: z.string() })

const atRecords =
  (files: FileStore) =>
  (collection: Collection): Route[] => [
    route({
      method: 'GET',
      path: `/${collection.path}/{id}/files`,
      operation: `${collection.path}.files`,
      summary: 'The files of a record, the latest first',
      tag: collection.path,
      access: 'session',
      provesSession: true,
      errors: [404],
      replies: { 200: { description: 'The files', schema: z.object({ data: z.array(fileReply) }) } },
      run: call => answering(call, async work => json({ data: await filesOf(work, collection, id(call)) })),
    }),
    route({
      method: 'POST',
      path: `/${collection.path}/{id}/files`,
      operation: `${collection.path}.addFile`,
      summary: 'Add a file of up to 50 MB, as the part `file` of a form; its content must be what its name says',
      tag: collection.path,
      access: 'session',
      errors: [404, 413],
      bodyType: 'multipart/form-data',
      body: uploadForm,
      replies: { 201: { description: 'The file', schema: fileReply } },
      run: async call => json(await addFile(call, files, collection, id(call)), 201),
    }),
  ]

const tag = 'files'
const byThemselves = (catalog: Catalog, files: FileStore): Route[] => [
  route({
    method: 'GET',
    path: '/files/{id}/content',
    operation: 'files.content',
    summary: 'What a file contains',
    tag,
    access: 'session',
    errors: [404, 410],
    query: { inline: '`true` shows a picture in the page; everything else is always a download' },
    replies: { 200: { description: 'The bytes', type: 'application/octet-stream' } },
    run: call => sendFile(call, catalog, files, id(call)),
  }),
  route({
    method: 'DELETE',
    path: '/files/{id}',
    operation: 'files.remove',
    summary: 'Remove a file you added, or with the right to any',
    tag,
    access: 'session',
    provesSession: true,
    errors: [404],
    replies: { 204: { description: 'Removed' } },
    run: call =>
      answering(call, async work => {
        await removeFile(work, catalog, id(call))
        return noContent()
      }),
  }),
]

/** Files beside the records of every collection. */
export const fileRoutes = (catalog: Catalog, files: FileStore): Route[] => [
  ...catalog.collections.flatMap(atRecords(files)),
  ...byThemselves(catalog, files),
]
