import type { Log } from './log.ts'
import type { Tenants } from './tenants.ts'

export interface Sweep {
  stop(): Promise<void>
}
/** Tenants visited within a second when there are few; with many, the round takes `every` instead. */
const least = 50

/**
 * Visits all active tenants again and again, evenly spread over `every` milliseconds: what was committed by a process
 * that died before it could see to it is found here.
 */
export function sweep(options: { tenants: Tenants; every: number; wake(tenantId: string): void; log: Log }): Sweep {
  const { tenants, every, wake, log } = options
  const stopping = new AbortController()

  async function round() {
    const all = await tenants.active()
    const slice = Math.max(least, Math.ceil((all.length * 1_000) / every))
    const start = Date.now()
    for (let i = 0; i < all.length && !stopping.signal.aborted; i += slice) {
      for (const { id } of all.slice(i, i + slice)) wake(id)
      await pause(1_000, stopping.signal)
    }
    await pause(Math.max(0, start + every - Date.now()), stopping.signal)
  }
  async function rounds() {
    while (!stopping.signal.aborted)
      await round().catch(error => {
        log.error({ err: error }, 'The tenants could not be listed; the next round will')
        return pause(every, stopping.signal)
      })
  }
  const ended = rounds()
  return {
    stop: () => {
      stopping.abort()
      return ended
    },
  }
}

/** Resolves after some milliseconds, or at once when the signal is raised. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise(resolve => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms).unref()
    signal.addEventListener('abort', end)
  })
}
