import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runAs } from '../postgres/account.ts'
import { superuser } from '../postgres/database.ts'
import type { LauncherLog } from '../postgres/log.ts'
import { createOwned, findPlace, type Place, preparePlace } from '../postgres/place.ts'
import { findPrograms, programEnvironment } from '../postgres/programs.ts'
import { syncFolder } from './durable.ts'
import type { BackupRecord } from './record.ts'
import { unpackCluster } from './unpack.ts'

/**
 * Recovers the copied cluster to its end and gives it a superuser password of its own, so that a backup need not hold
 * one. PostgreSQL does both in single-user mode: no port, no socket, nobody else can come in between.
 */
async function recover(cluster: string, postgres: string, { account }: Place, password: string): Promise<void> {
  const statement = `alter role ${superuser} password '${password}'\n`
  const complaint = await new Promise<string>(resolve => {
    const options = { ...runAs(account), cwd: cluster, env: programEnvironment() }
    const child = execFile(postgres, ['--single', '-D', cluster, 'postgres'], options, (error, _, stderr) => {
      const worst = /(?:ERROR|FATAL|PANIC):\s*(.*)/.exec(stderr)?.[1]
      resolve(worst ?? error?.message ?? '')
    })
    child.stdin?.on('error', () => {}) // it ended before it read: what it printed says why
    child.stdin?.end(statement)
  })
  if (complaint) throw new Error(`PostgreSQL cannot recover the copy: ${complaint.split('\n')[0]}.`)
}

/**
 * Makes the database of an empty home from a backup. The cluster gets its final name last, so an attempt that was killed
 * leaves no half database that a server would start.
 */
export async function reviveCluster(
  folder: string,
  record: BackupRecord,
  home: string,
  log: LauncherLog,
): Promise<Place> {
  const place = findPlace(home, log)
  if (existsSync(place.cluster)) throw new Error(`${place.cluster} is there already.`)
  preparePlace(place)
  const draft = join(place.root, `restoring-${randomBytes(4).toString('hex')}`)
  const cluster = join(draft, 'cluster')
  createOwned(draft, place.account)
  mkdirSync(cluster, { mode: 0o700 })
  try {
    createOwned(cluster, place.account)
    await unpackCluster(folder, record, cluster, place.account)
    const password = randomBytes(24).toString('base64url')
    const { postgres } = await findPrograms(place, log)
    await recover(cluster, postgres, place, password)
    writeFileSync(place.password, `${password}\n`, { mode: 0o600, flag: 'wx', flush: true })
    renameSync(cluster, place.cluster)
    syncFolder(place.root)
    return place
  } finally {
    rmSync(draft, { recursive: true, force: true, maxRetries: 5 })
  }
}
