import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, type ReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const unfinished = '.part'

export interface Kept {
  /** Under which it is found again. */
  readonly key: string
  readonly size: number
  /** SHA-256, in hexadecimal. */
  readonly hash: string
}

/** Bytes on disk, in a folder for each organisation; nothing of a name that somebody typed stands in a path. */
export interface FileStore {
  /** Takes the bytes to disk; when it answers they outlast a power cut. */
  keep(tenantId: string, bytes: AsyncIterable<Buffer>): Promise<Kept>
  path(tenantId: string, key: string): string
  /** Undefined when the bytes are not there. */
  read(tenantId: string, key: string): Promise<{ stream: ReadStream; size: number } | undefined>
  drop(tenantId: string, key: string): Promise<void>
  /** The folders there are, each by the organisation's id. */
  tenants(): Promise<string[]>
  /** What lies in an organisation's folder, also what was never finished. */
  stored(tenantId: string): Promise<{ name: string; changedAt: Date }[]>
}

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT'
const orNone = (error: unknown): [] => {
  if (isMissing(error)) return []
  throw error
}

async function copy(bytes: AsyncIterable<Buffer>, path: string): Promise<Omit<Kept, 'key'>> {
  const hash = createHash('sha256')
  const handle = await open(path, 'wx', 0o600)
  try {
    let size = 0
    for await (const piece of bytes) {
      hash.update(piece)
      size += piece.length
      await handle.write(piece)
    }
    await handle.sync()
    return { size, hash: hash.digest('hex') }
  } finally {
    await handle.close()
  }
}

export function fileStore(root: string): FileStore {
  const folder = (tenantId: string) => {
    if (!uuid.test(tenantId)) throw new Error(`${tenantId} is no id of an organisation`)
    return join(root, tenantId)
  }
  const path = (tenantId: string, name: string) => {
    if (!uuid.test(name.replace(unfinished, ''))) throw new Error(`${name} is no name of a stored file`)
    return join(folder(tenantId), name)
  }
  return {
    path,
    async keep(tenantId, bytes) {
      await mkdir(folder(tenantId), { recursive: true, mode: 0o700 })
      const key = randomUUID()
      const draft = path(tenantId, `${key}${unfinished}`)
      try {
        const kept = await copy(bytes, draft)
        await rename(draft, path(tenantId, key))
        return { key, ...kept }
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
    },
    async read(tenantId, key) {
      try {
        const { size } = await stat(path(tenantId, key))
        return { stream: createReadStream(path(tenantId, key)), size }
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    },
    drop: (tenantId, name) => rm(path(tenantId, name), { force: true }),
    tenants: async () => (await readdir(root).catch(orNone)).filter(name => uuid.test(name)),
    async stored(tenantId) {
      const names = (await readdir(folder(tenantId)).catch(orNone)).filter(name =>
        uuid.test(name.replace(unfinished, '')),
      )
      return Promise.all(names.map(async name => ({ name, changedAt: (await stat(path(tenantId, name))).mtime })))
    },
  }
}
