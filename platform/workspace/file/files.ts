import { insertRecord, lockRecord, setRemoved, wholeShape } from '@tenon/kernel/data/records.ts'
import type { Values } from '@tenon/kernel/data/shape.ts'
import { sql } from '@tenon/kernel/data/sql.ts'
import { unitOfWork, type Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Catalog, Collection } from '@tenon/kernel/entity/catalog.ts'
import type { Reply, SessionCall } from '@tenon/kernel/http/route.ts'
import { checkId } from '@tenon/kernel/operations/read.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { notFound } from '@tenon/kernel/problem/refusals.ts'
import { asFile } from '@tenon/kernel/transfer/csv-lines.ts'
import { fileEmpty } from '@tenon/kernel/transfer/file/refusals.ts'
import { receive } from '@tenon/kernel/transfer/file/upload.ts'
import { z } from 'zod'
import { readAbout, readAboutNamed, touchAbout } from '../about/about.ts'
import { memberNames } from '../about/names.ts'
import { file } from './file.entity.ts'
import { sniff } from './sniff.ts'
import type { FileStore, Kept } from './store.ts'

export const removeRight = 'workspace.file.remove'
const shownAtOnce = 500
const notYours = refusal('NOT_YOUR_FILE', 403, {
  en: 'Only whoever added a file removes it.',
  zh: '只有上传者可以删除该文件。',
})
const lost = refusal('FILE_LOST', 410, {
  en: 'The content of this file is no longer on the server.',
  zh: '该文件的内容已不在服务器上。',
})

export const fileReply = z.object({
  id: z.string(),
  name: z.string(),
  size: z.int(),
  type: z.string(),
  by: z.object({ id: z.string().nullable(), name: z.string() }),
  at: z.string(),
  mayRemove: z.boolean(),
})
type FileReply = z.infer<typeof fileReply>

const mayRemove = ({ actor }: Work, row: Values) =>
  (row.createdBy !== null && row.createdBy === actor.memberId) || actor.access.may(removeRight)

async function replies(work: Work, rows: readonly Values[]): Promise<FileReply[]> {
  const names = await memberNames(
    work,
    rows.map(row => row.createdBy as string | null),
  )
  return rows.map(row => ({
    id: row.id as string,
    name: row.name as string,
    size: row.size as number,
    type: row.type as string,
    by: {
      id: row.createdBy as string | null,
      name: names.get((row.createdBy as string | null) ?? '') ?? (row.byName as string),
    },
    at: row.createdAt as string,
    mayRemove: mayRemove(work, row),
  }))
}

/** The files of a record, the latest first. */
export async function filesOf(work: Work, collection: Collection, id: string): Promise<FileReply[]> {
  const about = await readAbout(work, collection, id)
  const shape = wholeShape(file)
  const rows = await work.read(sql`select ${shape.select} from workspace.file as t
    where t.tenant_id = ${work.tenant.id} and t.about = ${about.entity.name} and t.about_id = ${about.id}
    and t.deleted_at is null order by t.id desc limit ${shownAtOnce}`)
  return replies(
    work,
    rows.map(cells => shape.read(cells, work.today)),
  )
}

/** Names are shown and sent in headers: whole characters only. */
const shownName = (name: string) => name.toWellFormed().trim() || 'file'

/** Takes the upload to disk and finds out what it is; nothing is left when it is refused. */
async function store(call: SessionCall, files: FileStore): Promise<Kept & { name: string; type: string }> {
  const tenantId = call.session.tenant.id
  const upload = await receive(call, 'file')
  try {
    if (upload.file.size === 0) throw fileEmpty()
    const kept = await files.keep(tenantId, upload.file.read())
    const name = shownName(upload.fileName)
    const type = await sniff(files.path(tenantId, kept.key), name).catch(async error => {
      await files.drop(tenantId, kept.key)
      throw error
    })
    return { ...kept, name, type }
  } finally {
    await upload.file.close()
  }
}

/** The right to read the record is asked before a byte is taken, and again when the file is entered. */
export async function addFile(
  call: SessionCall,
  files: FileStore,
  collection: Collection,
  id: string,
): Promise<FileReply> {
  const { runtime, tenant, actor } = call.session
  await unitOfWork(runtime, tenant, actor, work => readAbout(work, collection, id))
  const { key, name, size, type, hash } = await store(call, files)
  try {
    return await unitOfWork(runtime, tenant, actor, async work => {
      const about = await readAbout(work, collection, id)
      const values = { about: about.entity.name, aboutId: about.id, name, size, type, hash, storedAs: key }
      const row = await insertRecord(work, file, { ...values, byName: actor.name }, { restricted: false })
      touchAbout(work, about.entity.name)
      return (await replies(work, [row]))[0] as FileReply
    })
  } catch (error) {
    await files.drop(tenant.id, key)
    throw error
  }
}

/** What a browser may show in a page: pictures, and none that can carry a script. */
const shownInline = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp'])

/** Whatever a file contains, a browser that opens it runs nothing of it and takes it for nothing else. */
function headersOf(name: string, type: string, size: number, inline: boolean) {
  const headers = asFile(name, type)
  const disposition = headers['content-disposition']
  return {
    ...headers,
    'content-length': String(size),
    'content-disposition': inline && shownInline.has(type) ? disposition.replace('attachment', 'inline') : disposition,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, max-age=0',
  }
}

async function findFile(work: Work, catalog: Catalog, id: string): Promise<Values> {
  const shape = wholeShape(file)
  const [cells] = await work.read(sql`select ${shape.select} from workspace.file as t
    where t.tenant_id = ${work.tenant.id} and t.deleted_at is null and t.id = ${checkId(id)}::uuid`)
  if (!cells) throw notFound()
  const row = shape.read(cells, work.today)
  await readAboutNamed(work, catalog, row.about as string, row.aboutId as string)
  return row
}

export async function sendFile(call: SessionCall, catalog: Catalog, files: FileStore, id: string): Promise<Reply> {
  const { runtime, tenant, actor } = call.session
  const row = await unitOfWork(runtime, tenant, actor, work => findFile(work, catalog, id))
  const found = await files.read(tenant.id, row.storedAs as string)
  if (!found) throw lost()
  const headers = headersOf(row.name as string, row.type as string, found.size, call.query.inline === 'true')
  return { status: 200, stream: found.stream, headers }
}

/** The bytes go with the next cleaning, some weeks later. */
export async function removeFile(work: Work, catalog: Catalog, id: string): Promise<void> {
  await findFile(work, catalog, id)
  const { record } = await lockRecord(work, file, checkId(id))
  if (!mayRemove(work, record)) throw notYours()
  setRemoved(work, file, record, true)
  touchAbout(work, record.about as string)
}
