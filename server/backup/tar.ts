import { createReadStream } from 'node:fs'
import { lstat, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { extract, pack } from 'tar-stream'

/** A file or folder of an archive; `content` must be read to its end before the next one comes. */
export interface Entry {
  readonly name: string
  readonly type: 'file' | 'directory'
  readonly content: AsyncIterable<Uint8Array>
}

/** A name that stays below the folder it is unpacked into, on every system. Throws for any other. */
export function safeName(name: string): string {
  const plain = name.replace(/^\.\//, '').replace(/\/$/, '')
  const parts = plain.split('/')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a hostile name is made of.
  const isSafe = parts.every(part => part !== '' && part !== '.' && part !== '..' && !/[\\:\x00-\x1f]/.test(part))
  if (!isSafe) throw new Error(`The archive holds the name ${JSON.stringify(name)}, which is refused.`)
  return plain
}

/** The entries of a tar stream. Throws for links, devices, names that lead elsewhere, names that come twice. */
export async function* entriesOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<Entry> {
  const seen = new Set<string>()
  const reader = extract()
  const feeding = pipeline(source, reader)
  feeding.catch(() => {}) // the reader tells it too
  for await (const entry of reader) {
    const { name, type } = entry.header
    const safe = safeName(name)
    if (type !== 'file' && type !== 'directory')
      throw new Error(`The archive holds ${JSON.stringify(name)}, a ${type}, which is refused.`)
    if (seen.has(safe)) throw new Error(`The archive holds ${JSON.stringify(name)} twice, which is refused.`)
    seen.add(safe)
    yield { name: safe, type, content: entry as AsyncIterable<Uint8Array> }
    entry.resume()
  }
  await feeding
}

/** All bytes of a file, each seen by `watch` on the way. */
export async function* watched(path: string, watch: (chunk: Uint8Array) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
    watch(chunk as Uint8Array)
    yield chunk as Uint8Array
  }
}

type Pack = ReturnType<typeof pack>

/** As long as it is now: an upload may be growing, and the row that will speak of it is not in the backup. */
async function addFile(archive: Pack, path: string, name: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    const { size, mtime } = await file.stat()
    const entry = archive.entry({ name, size, mtime, mode: 0o600 })
    const content = size > 0 ? file.createReadStream({ start: 0, end: size - 1, autoClose: false }) : []
    await pipeline(content, entry)
  } finally {
    await file.close()
  }
}

async function addFolder(archive: Pack, folder: string, below: string): Promise<void> {
  for (const name of (await readdir(folder)).sort()) {
    const [path, inside] = [join(folder, name), below ? `${below}/${name}` : name]
    const found = await lstat(path).catch(gone)
    if (found?.isDirectory()) {
      archive.entry({ name: `${inside}/`, type: 'directory', mode: 0o700 })
      await addFolder(archive, path, inside)
    } else if (found?.isFile()) await addFile(archive, path, inside).catch(gone)
    else if (found) throw new Error(`${path} is neither a file nor a folder, so it cannot be backed up.`)
  }
}

/** Removed while others go on working: nothing that the backed-up database still speaks of. */
function gone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

/** A tar of everything in a folder, as a stream of chunks. */
export async function* tarOf(folder: string): AsyncGenerator<Uint8Array> {
  const archive = pack()
  const adding = addFolder(archive, folder, '').then(
    () => archive.finalize(),
    error => archive.destroy(error as Error),
  )
  yield* archive as AsyncIterable<Uint8Array>
  await adding
}
