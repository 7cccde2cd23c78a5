import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { joinEmbeddedPostgres } from '../postgres/launcher.ts'
import type { LauncherLog } from '../postgres/log.ts'
import type { Settings } from '../settings.ts'
import { version } from '../version.ts'
import { baseBackup } from './base-backup.ts'
import { createHashed, type HashedFile, type Piece, syncFolder, writeHashed } from './durable.ts'
import { type PieceName, recordName, recordText, type Unsigned } from './record.ts'
import { tarOf } from './tar.ts'

export interface BackupWish {
  /** Left out: a folder named by the instant below TENON_HOME/backups. */
  readonly to?: string | undefined
  /** Also what opens the installation to whoever has it: its secret and the passwords of demo people. */
  readonly withSecret?: boolean | undefined
}
export interface Backup extends Unsigned {
  readonly folder: string
}
export type Home = Pick<Settings, 'home' | 'databaseUrl' | 'secret'>

/** Throws for a database that others look after. */
export function requireEmbedded({ databaseUrl }: Pick<Settings, 'databaseUrl'>): void {
  if (databaseUrl)
    throw new Error(
      "DATABASE_URL is set: back up and restore that database with its operator's own PostgreSQL tools (pg_basebackup, pg_dump or the provider's backups).",
    )
}

type Pieces = Partial<Record<PieceName, Piece>>

async function copyDatabase({ home }: Home, folder: string, log: LauncherLog): Promise<Pieces> {
  const database = await joinEmbeddedPostgres({ home, log })
  const pieces: Pieces = {}
  let current: { name: PieceName; file: HashedFile } | undefined
  const finish = async () => {
    if (current) pieces[current.name] = await current.file.close()
    current = undefined
  }
  try {
    await baseBackup(database.connection, {
      async begin(part) {
        await finish()
        const name = part === 'database' ? 'database.tar' : 'backup_manifest'
        current = { name, file: await createHashed(join(folder, name)) }
      },
      write: async chunk => current?.file.write(chunk),
    })
    await finish()
    return pieces
  } finally {
    await current?.file.abandon()
    await database.stop()
  }
}

/** After the database: what its rows speak of was stored before them, so nothing they need is missing. */
async function copyFiles({ home }: Home, folder: string): Promise<Pieces> {
  if (!existsSync(join(home, 'files'))) return {}
  const file = await createHashed(join(folder, 'files.tar'))
  try {
    for await (const chunk of tarOf(join(home, 'files'))) await file.write(chunk)
  } catch (error) {
    await file.abandon()
    throw error
  }
  return { 'files.tar': await file.close() }
}

async function copySecrets({ home, secret }: Home, folder: string): Promise<Pieces> {
  if (!secret) throw new Error('--with-secret: TENON_SECRET is not set and TENON_HOME holds no secret.')
  const pieces: Pieces = { secret: await writeHashed(folder, 'secret', Buffer.from(`${secret}\n`)) }
  const demo = join(home, 'demo-accounts.json')
  if (existsSync(demo))
    pieces['demo-accounts.json'] = await writeHashed(folder, 'demo-accounts.json', await readFile(demo))
  return pieces
}

async function emptyFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if ((await readdir(folder)).length) throw new Error(`${folder} is not empty: name a folder that is new or empty.`)
}

/** A hot copy of database and files; everything is on the disk when this returns. A failed attempt leaves nothing. */
export async function createBackup(settings: Home, wish: BackupWish, log: LauncherLog): Promise<Backup> {
  requireEmbedded(settings)
  if (!existsSync(join(settings.home, 'postgres'))) throw new Error(`${settings.home} holds no database to back up.`)
  const at = new Date().toISOString()
  const folder = resolve(wish.to ?? join(settings.home, 'backups', at.replaceAll(':', '-').replace('.', '-')))
  await emptyFolder(folder)
  try {
    const database = await copyDatabase(settings, folder, log)
    const files = await copyFiles(settings, folder)
    const pieces = { ...database, ...files, ...(wish.withSecret ? await copySecrets(settings, folder) : {}) }
    const size = Object.values(pieces).reduce((sum, piece) => sum + piece.size, 0)
    const manifestSha256 = database.backup_manifest?.sha256 ?? ''
    const record: Unsigned = { format: 1, version, at, size, manifestSha256, pieces }
    syncFolder(folder)
    await writeHashed(folder, recordName, Buffer.from(recordText(record)))
    syncFolder(folder)
    return { ...record, folder }
  } catch (error) {
    for (const name of await readdir(folder)) await rm(join(folder, name), { force: true })
    throw error
  }
}
