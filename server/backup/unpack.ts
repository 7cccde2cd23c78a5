import { createHash } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { chown, mkdir, open, readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Account } from '../postgres/account.ts'
import { type Piece, syncFolder } from './durable.ts'
import { type Manifest, readManifest } from './manifest.ts'
import { type BackupRecord, type PieceName, pieceNames } from './record.ts'
import { type Entry, entriesOf, watched } from './tar.ts'

/** Checks that every piece is there and as long as it was; what they hold is checked as they are read. */
export function requirePieces(folder: string, { pieces }: BackupRecord): void {
  for (const name of pieceNames) {
    const expected = pieces[name]
    const path = join(folder, name)
    if (!expected) continue
    if (!existsSync(path)) throw new Error(`${path} is missing.`)
    const { size } = statSync(path)
    if (size !== expected.size) throw new Error(`${path} has ${size} bytes, ${expected.size} were written.`)
  }
}

const digest = (content: Uint8Array) => createHash('sha256').update(content).digest('hex')
const damaged = (path: string) => new Error(`${path} is damaged: its SHA-256 is not what was written.`)

/** A small piece as a whole; undefined when the backup has none. */
export async function readPiece(folder: string, record: BackupRecord, name: PieceName): Promise<Buffer | undefined> {
  const expected = record.pieces[name]
  if (!expected) return undefined
  const content = await readFile(join(folder, name))
  if (digest(content) !== expected.sha256) throw damaged(join(folder, name))
  return content
}

interface Unpacking {
  readonly into: string
  /** Who is to own what is written; ourselves when left out. */
  readonly account?: Account | undefined
  /** What each file must be. */
  readonly manifest?: Manifest
}

async function writeEntry(
  { name, type, content }: Entry,
  { into, account, manifest }: Unpacking,
): Promise<Piece | undefined> {
  const path = join(into, name)
  await mkdir(type === 'directory' ? path : dirname(path), { recursive: true, mode: 0o700 })
  if (type === 'directory') {
    if (account) await chown(path, account.uid, account.gid)
    return undefined
  }
  const hash = createHash('sha256')
  const file = await open(path, 'wx', 0o600)
  let size = 0
  try {
    for await (const chunk of content) {
      hash.update(chunk)
      size += chunk.byteLength
      await file.writeFile(chunk)
    }
    if (account) await file.chown(account.uid, account.gid)
    if (!manifest) await file.sync() // PostgreSQL syncs a cluster by itself before it recovers it
  } finally {
    await file.close()
  }
  return { size, sha256: hash.digest('hex') }
}

function requireAsListed(name: string, found: Piece, manifest: Manifest, path: string): void {
  const expected = manifest.get(name)
  if (!expected && !name.startsWith('pg_wal/')) throw new Error(`${path}: ${name} is not in the manifest.`)
  if (expected && (expected.size !== found.size || expected.sha256 !== found.sha256))
    throw new Error(`${path} is damaged: ${name} is not what the manifest lists.`)
}

/** Unpacks one tar, checking every file in it and the whole. Throws an Error of one line that names the first fault. */
async function unpackTar(path: string, expected: Piece, options: Unpacking): Promise<void> {
  const whole = createHash('sha256')
  const missing = new Set(options.manifest?.keys())
  for await (const entry of entriesOf(watched(path, chunk => whole.update(chunk)))) {
    const found = await writeEntry(entry, options)
    if (found && options.manifest) requireAsListed(entry.name, found, options.manifest, path)
    missing.delete(entry.name)
  }
  const [first] = missing
  if (first) throw new Error(`${path} is damaged: ${first} is missing in it.`)
  if (whole.digest('hex') !== expected.sha256) throw damaged(path)
}

const unreadable = (path: string) => (error: Error) => {
  throw error.message.includes(path) || error.message.startsWith('The archive')
    ? error
    : new Error(`${path} cannot be read: ${error.message}.`, { cause: error })
}

/** The database cluster into the folder `into`, which must be empty, file by file as the manifest lists them. */
export async function unpackCluster(
  folder: string,
  record: BackupRecord,
  into: string,
  account: Account | undefined,
): Promise<void> {
  const tar = join(folder, 'database.tar')
  await readPiece(folder, record, 'backup_manifest')
  const manifest = readManifest(join(folder, 'backup_manifest'))
  const expected = record.pieces['database.tar'] as Piece
  await unpackTar(tar, expected, { into, account, manifest }).catch(unreadable(tar))
}

/** The stored files into the folder `into`; nothing when the backup has none. */
export async function unpackFiles(folder: string, record: BackupRecord, into: string): Promise<void> {
  const expected = record.pieces['files.tar']
  if (!expected) return
  const tar = join(folder, 'files.tar')
  await mkdir(into, { recursive: true, mode: 0o700 })
  await unpackTar(tar, expected, { into }).catch(unreadable(tar))
  const below = await readdir(into, { recursive: true, withFileTypes: true })
  for (const entry of below) if (entry.isDirectory()) syncFolder(join(entry.parentPath, entry.name))
  syncFolder(into)
}

/** Reads the stored files of a backup to their end, writing nothing. */
export async function checkFiles(folder: string, record: BackupRecord): Promise<void> {
  const expected = record.pieces['files.tar']
  if (!expected) return
  const tar = join(folder, 'files.tar')
  const whole = createHash('sha256')
  const read = async () => {
    for await (const entry of entriesOf(watched(tar, chunk => whole.update(chunk))))
      for await (const _ of entry.content);
  }
  await read().catch(unreadable(tar))
  if (whole.digest('hex') !== expected.sha256) throw damaged(tar)
}
