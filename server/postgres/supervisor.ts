import { setTimeout as pause } from 'node:timers/promises'
import type { LauncherLog } from './log.ts'
import type { Place } from './place.ts'
import { type Postmaster, readPidFile, shutDown } from './postmaster.ts'
import type { Programs } from './programs.ts'
import { isPostmasterOf } from './running.ts'

/** Keeps PostgreSQL running: when it ends without being asked to, it is started again. */
export function supervise(place: Place, first: Postmaster, restart: () => Promise<Postmaster>, log: LauncherLog) {
  let current = first
  let stopping = false
  const giveUp = new AbortController()
  let stopped: Promise<void> | undefined

  async function watch() {
    while (!stopping) {
      await current.ended
      if (!stopping) await startAgain()
    }
  }

  async function startAgain() {
    log.error(`PostgreSQL (pid ${current.pid}) ended unexpectedly and is started again.`)
    for (let wait = 200; !stopping; wait = Math.min(wait * 2, 5000)) {
      try {
        current = await restart()
        return log.info(`PostgreSQL runs again (pid ${current.pid}).`)
      } catch (error) {
        log.error((error as Error).message)
        await pause(wait, undefined, { signal: giveUp.signal }).catch(() => {}) // ends early when asked to stop
      }
    }
  }

  async function stopOnce(programs: () => Promise<Programs>) {
    stopping = true
    giveUp.abort()
    interruptPostmaster(place)
    await shutDown(current, place, programs)
    await watching
    await shutDown(current, place, programs) // a restart that was under way may have brought up another one
  }

  const watching = watch()
  return { stop: (programs: () => Promise<Programs>) => (stopped ??= stopOnce(programs)) }
}

/** Asks a live postmaster for a fast shutdown, without waiting. */
export function interruptPostmaster({ cluster }: Place) {
  const pid = readPidFile(cluster)?.pid
  if (pid && process.platform !== 'win32' && isPostmasterOf(pid, cluster)) process.kill(pid, 'SIGINT')
}
