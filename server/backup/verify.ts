import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runsAsRoot } from '../postgres/account.ts'
import { startEmbeddedPostgres } from '../postgres/launcher.ts'
import type { LauncherLog } from '../postgres/log.ts'
import type { Place } from '../postgres/place.ts'
import { examineCopy, type Health, requireSecret } from './health.ts'
import { type BackupRecord, readRecord } from './record.ts'
import { reviveCluster } from './revive.ts'
import { checkFiles, readPiece, requirePieces } from './unpack.ts'

export interface Verified extends Health {
  readonly record: BackupRecord
  /** False when neither the backup nor this machine has a secret to check. */
  readonly secretChecked: boolean
}

async function examineStarted(home: string, secret: string | undefined, log: LauncherLog): Promise<Health> {
  const database = await startEmbeddedPostgres({ home, log })
  try {
    if (secret) await requireSecret(database.connection, secret)
    return await examineCopy(database.connection)
  } finally {
    await database.stop()
  }
}

/**
 * Proves a backup by restoring it into a temporary folder and starting it. `ours`: this machine's secret, checked when
 * the backup has none of its own. Throws an Error of one line that names the first fault.
 */
export async function verifyBackup(from: string, ours: string | undefined, log: LauncherLog): Promise<Verified> {
  const folder = resolve(from)
  const record = readRecord(folder)
  requirePieces(folder, record)
  const inside = (await readPiece(folder, record, 'secret'))?.toString('utf8').trim()
  await readPiece(folder, record, 'demo-accounts.json')
  await checkFiles(folder, record)
  const secret = inside ?? ours
  const home = await mkdtemp(join(tmpdir(), 'tenon-verify-'))
  let place: Place | undefined
  try {
    if (runsAsRoot()) await chmod(home, 0o711)
    place = await reviveCluster(folder, record, home, log)
    return { ...(await examineStarted(home, secret, log)), record, secretChecked: secret !== undefined }
  } finally {
    // As root the database may have been kept apart from the folder, where PostgreSQL's account can get to it.
    for (const path of [place?.root, place?.sockets, home]) if (path) await rm(path, { recursive: true, force: true })
  }
}
