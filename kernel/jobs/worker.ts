import { pause } from '../background/sweep.ts'
import { type AttemptOptions, runAttempt } from './attempt.ts'
import { fairFetch } from './fair-fetch.ts'
import type { Job } from './job.ts'
import type { Held } from './lease.ts'

export interface WorkerOptions extends AttemptOptions {
  /** Milliseconds between looks at a queue nobody told of. */
  readonly poll: number
}
export interface Worker {
  /** Looks at the queue at once. */
  wake(): void
  /** Takes no further job and waits for those that run, at most `grace` milliseconds; the others begin anew elsewhere. */
  stop(grace: number): Promise<void>
}

/** Works off one queue: some jobs at a time, tenant by tenant. */
export function startWorker(job: Job, options: WorkerOptions): Worker {
  const { boss, log, poll } = options
  const queue = fairFetch(boss, job.name)
  const running = new Map<Promise<void>, string>()
  const stopping = new AbortController()
  let awake = new AbortController()

  /** The tenants that already have as many jobs running here as one may: all places but one. */
  function full(): string[] {
    const share = Math.max(1, job.concurrency - 1)
    const counts = Map.groupBy(running.values(), tenantId => tenantId)
    return [...counts].filter(([, places]) => places.length >= share).map(([tenantId]) => tenantId)
  }
  function begin(held: Held) {
    const attempt = runAttempt(job, held, options, stopping.signal).finally(() => {
      running.delete(attempt)
      wake()
    })
    running.set(attempt, held.groupId ?? '')
  }
  async function look(): Promise<boolean> {
    if (running.size >= job.concurrency) return false
    const held = await queue.next(full())
    if (held) begin(held)
    return held !== undefined
  }
  function wake() {
    queue.refresh()
    awake.abort()
  }
  async function rounds() {
    while (!stopping.signal.aborted) {
      awake = new AbortController()
      const busy = await look().catch(error => {
        log.error({ err: error, queue: job.name }, 'The job queue could not be read and will be tried again')
        return false
      })
      if (!busy) await pause(poll, AbortSignal.any([awake.signal, stopping.signal]))
    }
  }
  const ended = rounds()
  return {
    wake,
    stop: async grace => {
      stopping.abort()
      await ended
      await Promise.race([Promise.all(running.keys()), pause(grace, new AbortController().signal)])
    },
  }
}
