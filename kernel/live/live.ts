import type { Log } from '../background/log.ts'
import { pause } from '../background/sweep.ts'
import { takeTurns } from '../background/turns.ts'
import type { Connection } from '../data/pool.ts'
import type { Runtime } from '../data/unit-of-work.ts'
import type { Catalog } from '../entity/catalog.ts'
import type { Attendance } from './attendance.ts'
import type { Signal } from './signal.ts'
import { teller } from './tell.ts'
import { type Limits, openWatchers, type Watchers } from './watchers.ts'
import { anything, openWire } from './wire.ts'

export interface LiveOptions {
  readonly runtime: Runtime
  readonly catalog: Catalog
  readonly attendance: Attendance
  /** As the run-time role; one connection is kept, to hear of what other servers commit. */
  readonly connection: Connection
  readonly log: Log
  readonly version: string
  /** Signals that no system declares. */
  readonly signals?: readonly Signal[]
  /** Milliseconds from a commit to its being told, in which further commits of the organisation join it. */
  readonly delay?: number
  /** Milliseconds between looks whether the sessions of those who watch still hold. */
  readonly reviewEvery?: number
  readonly beatEvery?: number
  readonly limits?: Partial<Limits>
}
export interface Live {
  readonly watchers: Watchers
  readonly version: string
  /** To be called after each commit. It only remembers; nothing is asked of the database by whoever wrote. */
  wake(tenantId: string, touched?: ReadonlySet<string>): void
  /** Ends all streams at once and lets nobody in any more; to be called before the HTTP server closes. */
  close(): void
  stop(): Promise<void>
}

const usual: Limits = { perPerson: 20, perServer: 5_000 }

/** What was touched by organisation, until its turn comes. */
function pile() {
  const piled = new Map<string, Set<string>>()
  return {
    add(tenantId: string, touched: Iterable<string>) {
      const known = piled.get(tenantId)
      if (!known) piled.set(tenantId, new Set(touched))
      else for (const touch of touched) known.add(touch)
    },
    take(tenantId: string): ReadonlySet<string> {
      const touched = piled.get(tenantId) ?? new Set<string>()
      piled.delete(tenantId)
      return touched
    },
  }
}

/** Does something again and again until it is stopped, never twice at a time. */
async function repeat(every: number, signal: AbortSignal, act: () => unknown) {
  while (!signal.aborted) {
    await pause(every, signal)
    if (!signal.aborted) await act()
  }
}

/** Tells those who watch what changed, at this server and all others: whoever hears of it is judged at that moment. */
export function startLive(options: LiveOptions): Live {
  const { connection, log, attendance, delay = 300, reviewEvery = 500, beatEvery = 15_000 } = options
  const watchers = openWatchers(attendance, { ...usual, ...options.limits })
  const tell = teller({ ...options, watchers })
  const stopping = new AbortController()
  const [own, ready] = [pile(), pile()]
  const heard = (tenantId: string, touched: Iterable<string>) => {
    ready.add(tenantId, touched)
    telling.wake(tenantId)
  }
  const wire = openWire({
    connection,
    log,
    receive: ({ tenantId, touched }) => heard(tenantId, touched),
    missed: () => {
      for (const tenantId of watchers.tenants()) heard(tenantId, [anything])
    },
  })
  const gathering = takeTurns({
    concurrency: 2,
    delay,
    log,
    visit: async tenantId => {
      const touched = own.take(tenantId)
      wire.send(tenantId, touched)
      heard(tenantId, touched)
      return 'idle'
    },
  })
  const telling = takeTurns({
    concurrency: 2,
    delay: 10,
    log,
    visit: async tenantId => {
      const touched = ready.take(tenantId)
      await tell(tenantId, touched).catch(error => {
        ready.add(tenantId, touched) // told with the next turn
        throw error
      })
      return 'idle'
    },
  })
  const review = () =>
    watchers.review().catch(error => log.warn({ err: error }, 'Who watches could not be looked at; the next look will'))
  const reviewing = repeat(reviewEvery, stopping.signal, review)
  const beating = repeat(beatEvery, stopping.signal, watchers.beat)

  return {
    watchers,
    version: options.version,
    wake: (tenantId, touched) => {
      if (!touched?.size) return
      own.add(tenantId, touched)
      gathering.wake(tenantId)
    },
    close: watchers.closeAll,
    stop: async () => {
      watchers.closeAll()
      stopping.abort()
      await Promise.all([reviewing, beating, gathering.stop(), telling.stop()])
      await wire.stop()
    },
  }
}
