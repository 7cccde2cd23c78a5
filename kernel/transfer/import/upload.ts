import { createHash } from 'node:crypto'
import type { Catalog, Collection } from '../../entity/catalog.ts'
import type { Cells } from '../../fields/field.ts'
import { answering } from '../../http/idempotency.ts'
import { json, type Reply, type SessionCall } from '../../http/route.ts'
import { invalid } from '../../problem/refusals.ts'
import type { Spooled } from '../file/spool.ts'
import { receive } from '../file/upload.ts'
import { mapColumns } from './columns.ts'
import { readImport } from './import-record.ts'
import { keyNames, keyOf } from './key.ts'
import type { ImportQueue } from './queue.ts'
import { readMapping } from './read-mapping.ts'
import { receiveRows } from './receive.ts'
import { type ImportRights, importRights } from './rights.ts'
import { dropImport, openImport, receivedImport, writeAll } from './store.ts'
import { importView } from './view.ts'

function flag(query: Readonly<Record<string, unknown>>, name: string): boolean {
  const value = query[name] ?? 'false'
  if (value !== 'true' && value !== 'false') throw invalid({}, { fields: [{ field: name, code: 'INVALID_VALUE' }] })
  return value === 'true'
}

const known = new Set(['dryRun', 'mapping', 'key', 'fileName'])
function refuseUnknown(query: Readonly<Record<string, unknown>>) {
  const problems = Object.keys(query)
    .filter(name => !known.has(name) || typeof query[name] !== 'string')
    .map(field => ({ field, code: 'UNKNOWN_FIELD' }))
  if (problems.length) throw invalid({}, { fields: problems })
}

async function digest(file: Spooled): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of file.read()) hash.update(piece)
  return hash.digest('hex')
}

interface Wish {
  readonly dryRun: boolean
  readonly mapping: string | undefined
  readonly key: string | undefined
}

/** Stores the file's rows and queues them; the reply of an `Idempotency-Key` that was used before is given again. */
async function store(
  call: SessionCall,
  place: { catalog: Catalog; collection: Collection; rights: ImportRights },
  file: Spooled,
  fileName: string,
  wish: Wish,
) {
  const { session, language } = call
  const { catalog, collection, rights } = place
  const { tenant } = session
  const id = await openImport(session, { collection: collection.path, fileName, dryRun: wish.dryRun })
  try {
    const mapping = readMapping(wish.mapping)
    const received = await receiveRows(session, id, file)
    const columns = mapColumns(received.columns, { catalog, collection, rights, mapping })
    const key = keyOf(collection.entity, columns, rights, keyNames(wish.key))
    const print = { file: await digest(file), ...wish }
    const reply = await answering({ ...call, body: print }, async work => {
      const [cells] = await work.read(receivedImport(tenant.id, id, received.total, columns, key))
      const view = importView(readImport(cells as Cells), [], { catalog, language, rights })
      return json(view, 202, { location: `/api/v1/imports/${id}` })
    })
    return { id, reply }
  } catch (error) {
    await writeAll(session, [dropImport(tenant.id, id)])
    throw error
  }
}

/** `POST /x/import`: takes the file, reads it through, and queues its rows. */
export async function uploadImport(
  call: SessionCall,
  catalog: Catalog,
  collection: Collection,
  queue: ImportQueue,
): Promise<Reply> {
  const { session, query } = call
  const rights = importRights(session.actor, collection.entity)
  refuseUnknown(query)
  const dryRun = flag(query, 'dryRun')
  const { file, fileName, fields } = await receive(
    call,
    (query.fileName as string | undefined) ?? `${collection.path}.csv`,
  )
  try {
    const told = (name: string) => fields.get(name) ?? (query[name] as string | undefined)
    const wish = { dryRun, mapping: told('mapping'), key: told('key') }
    const { id, reply } = await store(call, { catalog, collection, rights }, file, fileName, wish)
    if ((reply.json as { id: string }).id !== id)
      await writeAll(session, [dropImport(session.tenant.id, id)]) // the same upload again
    else await queue.add(session, id)
    return reply
  } finally {
    await file.close()
  }
}
