import { readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { LauncherLog } from '../postgres/log.ts'
import { createHome } from '../postgres/place.ts'
import { syncFolder, writeHashed } from './durable.ts'
import { type BackupRecord, readRecord } from './record.ts'
import { reviveCluster } from './revive.ts'
import { readPiece, requirePieces, unpackFiles } from './unpack.ts'

async function fill(home: string, folder: string, record: BackupRecord, log: LauncherLog): Promise<void> {
  await unpackFiles(folder, record, join(home, 'files'))
  for (const name of ['secret', 'demo-accounts.json'] as const) {
    const content = await readPiece(folder, record, name)
    if (content) await writeHashed(home, name, content)
  }
  await reviveCluster(folder, record, home, log)
  syncFolder(home)
}

/**
 * Makes an empty TENON_HOME the installation that was backed up; everything is checked as it is unpacked. Throws an
 * Error of one line and leaves the folder empty again.
 */
export async function restoreBackup(from: string, into: string, log: LauncherLog): Promise<BackupRecord> {
  const folder = resolve(from)
  const record = readRecord(folder)
  requirePieces(folder, record)
  const home = createHome(into)
  if ((await readdir(home)).length)
    throw new Error(`${home} is not empty: a backup is restored into a new or empty folder only.`)
  try {
    await fill(home, folder, record, log)
  } catch (error) {
    for (const name of await readdir(home)) await rm(join(home, name), { recursive: true, force: true })
    throw error
  }
  return record
}
