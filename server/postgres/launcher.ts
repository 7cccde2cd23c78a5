import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Address, answers, freshAddress } from './address.ts'
import { ensureCluster, readPassword } from './cluster.ts'
import { ensureDatabase, type PostgresConnection, requireDurability, superuser } from './database.ts'
import { lockHolder, takeLock } from './lock.ts'
import type { LauncherLog } from './log.ts'
import { findPlace, type Place, preparePlace } from './place.ts'
import { adopt, launch, type PidFile, type Postmaster, pidPath, readPidFile, untilGone, within } from './postmaster.ts'
import { findPrograms } from './programs.ts'
import { isPostmasterOf, signalReaches } from './running.ts'
import { interruptPostmaster, supervise } from './supervisor.ts'

/** A running embedded PostgreSQL. `stop` ends it, waits until it is gone and gives TENON_HOME back. */
export type EmbeddedPostgres = { connection: PostgresConnection; adopted: boolean; stop(): Promise<void> }
type Options = { home: string; log: LauncherLog }

const seconds = 1000

/**
 * Starts this home's own PostgreSQL, or adopts the one a killed server left behind, and keeps it running until `stop`.
 * Throws an Error of one clear sentence: another server holds the home, an unsafe setting, no account to run under.
 */
export async function startEmbeddedPostgres({ home, log }: Options): Promise<EmbeddedPostgres> {
  const place = findPlace(home, log)
  preparePlace(place)
  const release = hold(place)
  try {
    return await startHeld(place, log, release)
  } catch (error) {
    release()
    throw error
  }
}

/** For administration commands: uses the PostgreSQL of the server that runs on this home, or starts it for the meantime. */
export async function joinEmbeddedPostgres({ home, log }: Options): Promise<EmbeddedPostgres> {
  const place = findPlace(home, log)
  const running = lockHolder(place.root) === undefined ? undefined : readPidFile(place.cluster)
  if (!running || !isPostmasterOf(running.pid, place.cluster)) return startEmbeddedPostgres({ home, log })
  const { address } = await adopt(place, running, log)
  return { connection: connectionTo(place, address), adopted: true, stop: async () => {} }
}

/** Takes the place for this server. A server that ends without `stop`, by an error say, still takes PostgreSQL with it. */
function hold(place: Place): () => void {
  const unlock = takeLock(place.root, place.home)
  const lastAct = () => interruptPostmaster(place)
  process.once('exit', lastAct)
  return () => {
    process.off('exit', lastAct)
    unlock()
  }
}

async function startHeld(place: Place, log: LauncherLog, release: () => void): Promise<EmbeddedPostgres> {
  const programs = () => findPrograms(place, log)
  await ensureCluster(place, programs)
  const address = await freshAddress(place)
  const first = await bringUp(place, address, log)
  const keeper = supervise(place, first, () => bringUp(place, first.address, log), log)
  const stop = async () => {
    await keeper.stop(programs)
    release()
  }
  try {
    const connection = connectionTo(place, first.address)
    await ensureDatabase(connection)
    await requireDurability(connection)
    return { connection, adopted: first.adopted, stop }
  } catch (error) {
    await keeper.stop(programs)
    throw error
  }
}

/** A running PostgreSQL of this place: the live one if there is one, else a new one. */
async function bringUp(place: Place, address: Address, log: LauncherLog): Promise<Postmaster> {
  const left = readPidFile(place.cluster)
  if (left && isPostmasterOf(left.pid, place.cluster)) {
    if (left.status !== 'stopping') return adopt(place, left, log)
    await within(60 * seconds, untilGone(left.pid, place.cluster))
  }
  await clearLeftovers(place, address, left)
  return launchWhenFree(place, address, log)
}

/** PostgreSQL clears lock files of a pid that is gone, but not where the pid now belongs to another program or a zombie. */
async function clearLeftovers({ cluster }: Place, { host, port }: Address, left: PidFile | undefined) {
  if (left && isPostmasterOf(left.pid, cluster))
    throw new Error(`PostgreSQL (pid ${left.pid}) does not finish stopping.`)
  const socket = join(host, `.s.PGSQL.${port}`)
  if (await answers(socket)) throw new Error(`Another machine or container already serves ${cluster}: stop it first.`)
  rmSync(`${socket}.lock`, { force: true })
  if (left && signalReaches(left.pid)) rmSync(pidPath(cluster), { force: true })
}

/** After a postmaster was killed its workers take a moment to end, and they still hold the shared memory. */
async function launchWhenFree(place: Place, address: Address, log: LauncherLog): Promise<Postmaster> {
  const until = Date.now() + 20 * seconds
  for (;;) {
    try {
      return await launch(place, await findPrograms(place, log), address, log)
    } catch (error) {
      const stillHeld = (error as Error).message.includes('pre-existing shared memory block')
      if (!stillHeld || Date.now() > until) throw error
      await pause(100)
    }
  }
}

function connectionTo(place: Place, { host, port }: Address): PostgresConnection {
  return { host, port, user: superuser, password: readPassword(place), database: 'tenon' }
}
