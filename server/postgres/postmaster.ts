import { execFile, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { runAs } from './account.ts'
import type { Address } from './address.ts'
import { startupSettings } from './configuration.ts'
import type { LauncherLog } from './log.ts'
import type { Place } from './place.ts'
import { type Programs, programEnvironment } from './programs.ts'
import { isPostmasterOf, pidsWorkingIn } from './running.ts'

/** A running PostgreSQL: its pid, where it listens, and a promise that is kept when it has ended. */
export type Postmaster = { pid: number; address: Address; adopted: boolean; ended: Promise<void> }
/** What PostgreSQL writes about itself into postmaster.pid. */
export type PidFile = { pid: number; port: number; socketFolder: string; status: string }

const seconds = 1000

export const pidPath = (cluster: string) => join(cluster, 'postmaster.pid')

export function readPidFile(cluster: string): PidFile | undefined {
  if (!existsSync(pidPath(cluster))) return undefined
  const lines = readFileSync(pidPath(cluster), 'utf8')
    .split('\n')
    .map(line => line.trim())
  return { pid: Number(lines[0]), port: Number(lines[3]), socketFolder: lines[4] ?? '', status: lines[7] ?? '' }
}

/** Starts PostgreSQL and waits until it takes connections (after a crash: until it has recovered). */
export async function launch(place: Place, { postgres }: Programs, address: Address, log: LauncherLog) {
  const since = new Date()
  const child = spawnPostgres(place, postgres, address)
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const failed = new Promise<string>(resolve => child.once('error', error => resolve(error.message)))
  const reason = Promise.race([failed, ended.then(() => reasonInLogs(place, since))])
  await untilReady(place, () => child.pid, reason, log)
  return { pid: child.pid!, address, adopted: false, ended } satisfies Postmaster
}

/** Takes over a PostgreSQL that outlived its server. */
export async function adopt(place: Place, { pid, port, socketFolder }: PidFile, log: LauncherLog) {
  const ended = untilGone(pid, place.cluster)
  await untilReady(
    place,
    () => pid,
    ended.then(() => 'it ended meanwhile'),
    log,
  )
  return { pid, address: { host: socketFolder || '127.0.0.1', port }, adopted: true, ended } satisfies Postmaster
}

function spawnPostgres(place: Place, postgres: string, address: Address) {
  const output = openSync(startLog(place), 'w', 0o600)
  const child = spawn(postgres, ['-D', place.cluster, ...startupSettings(place, address)], {
    ...runAs(place.account),
    cwd: place.cluster,
    env: programEnvironment(),
    stdio: ['ignore', 'ignore', output],
    // A session of its own: Ctrl-C in the terminal reaches us, and we stop PostgreSQL after the last request.
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
  closeSync(output)
  child.unref()
  return child
}

/** Kept when no postmaster of this cluster has the pid any more. Polled: only a parent is told of an end. */
export async function untilGone(pid: number, cluster: string): Promise<void> {
  while (isPostmasterOf(pid, cluster)) await pause(100, undefined, { ref: false })
}

/** Fast shutdown; if that takes too long an immediate one, which the next start recovers from; at last the kernel's. */
export async function shutDown({ pid, ended }: Postmaster, place: Place, programs: () => Promise<Programs>) {
  if (process.platform === 'win32') return shutDownOnWindows(place, await programs())
  for (const [signal, bound] of [
    ['SIGINT', 15],
    ['SIGQUIT', 5],
    ['SIGKILL', 5],
  ] as const) {
    if (isPostmasterOf(pid, place.cluster)) process.kill(pid, signal)
    if (await within(bound * seconds, ended)) return untilLastWordIsWritten(place)
  }
  throw new Error(`PostgreSQL (pid ${pid}) did not end, not even when killed.`)
}

/** The program that writes PostgreSQL's log outlives the postmaster by a moment. */
async function untilLastWordIsWritten({ cluster }: Place) {
  for (const until = Date.now() + 5 * seconds; Date.now() < until && pidsWorkingIn(cluster).length > 0; )
    await pause(10)
}

async function shutDownOnWindows({ cluster }: Place, { pgCtl }: Programs) {
  const stop = (mode: string, bound: number) =>
    promisify(execFile)(pgCtl, ['stop', '-D', cluster, '-m', mode, '-t', String(bound)], { windowsHide: true })
  await stop('fast', 15).catch(() => stop('immediate', 5))
}

async function untilReady(place: Place, pid: () => number | undefined, failure: Promise<string>, log: LauncherLog) {
  let reason: string | undefined
  const failed = failure.then(text => {
    reason = text
  })
  const slow = setTimeout(
    () => log.info('PostgreSQL recovers from an unclean stop; this can take a while.'),
    5 * seconds,
  )
  try {
    while (!isReady(place.cluster, pid())) {
      if (reason !== undefined) throw new Error(`PostgreSQL did not start: ${reason}`)
      await Promise.race([pause(15), failed])
    }
  } finally {
    clearTimeout(slow)
  }
}

function isReady(cluster: string, pid: number | undefined): boolean {
  const file = readPidFile(cluster)
  return file?.pid === pid && file?.status === 'ready'
}

/** The last fatal line since then, from what PostgreSQL printed before its log file was open or from the log files. */
function reasonInLogs(place: Place, since: Date): string {
  const files = [startLog(place), ...readdirSync(place.logs).map(name => join(place.logs, name))]
  const lines = files.flatMap(path => readFileSync(path, 'utf8').trim().split('\n'))
  const from = since.toISOString().replace('T', ' ').slice(0, 19)
  const fatal = lines
    .filter(line => line >= from && /\b(FATAL|PANIC):/.test(line))
    .sort()
    .at(-1)
  return fatal?.replace(/^.*?(FATAL|PANIC):\s*/, '') ?? `it ended without a word; see ${place.logs}`
}

/** In our own folder: as root we never write into one that another account could fill with links. */
const startLog = (place: Place) => join(place.root, 'start.log')

/** True if the promise was kept in time. */
export async function within(milliseconds: number, promise: Promise<void>): Promise<boolean> {
  const stop = new AbortController()
  const timer = pause(milliseconds, false, { signal: stop.signal }).catch(() => false)
  const kept = await Promise.race([promise.then(() => true), timer])
  stop.abort()
  return kept
}
