import type { PgBoss } from 'pg-boss'
import { fullAccess } from '../access/access.ts'
import { describeError } from '../background/describe-error.ts'
import type { Log } from '../background/log.ts'
import { pause } from '../background/sweep.ts'
import type { Tenants } from '../background/tenants.ts'
import { type Runtime, unitOfWork, type Work } from '../data/unit-of-work.ts'
import type { Actor, Tenant } from '../entity/ctx.ts'
import { fairFetch } from './fair-fetch.ts'
import type { Job, JobStep } from './job.ts'
import { beatOf, completion, failure, type Held, isLeaseLost, release, requireLease } from './lease.ts'

export interface WorkerOptions {
  readonly boss: PgBoss
  readonly runtime: Runtime
  readonly tenants: Tenants
  readonly log: Log
  /** Milliseconds between looks at a queue nobody told of. */
  readonly poll: number
  /** Milliseconds between signs of life. */
  readonly beat: number
  counted(job: string, result: 'done' | 'failed' | 'lost'): void
}
export interface Worker {
  /** Looks at the queue at once. */
  wake(): void
  /** Takes no further job and waits for those that run, at most `grace` milliseconds; the others begin anew elsewhere. */
  stop(grace: number): Promise<void>
}

const actorOf = (job: Job, id: string): Actor => ({
  memberId: null,
  name: job.label,
  siteId: null,
  access: fullAccess,
  language: 'en',
  origin: { via: 'job', requestId: id },
})

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

/** One attempt at one job, from its first sign of life to its end. Never rejects. */
async function runAttempt(job: Job, held: Held, options: WorkerOptions, stopping: AbortSignal): Promise<void> {
  const lease = new AbortController()
  const stopBeating = beat(held, options, () => lease.abort())
  try {
    await options.tenants.find(held.groupId ?? '').then(tenant => {
      if (!tenant) throw new Error('The organisation is suspended or gone')
      return attempt(job, held, tenant, options, AbortSignal.any([lease.signal, stopping]), lease.signal)
    })
    options.counted(job.name, 'done')
  } catch (error) {
    if (lease.signal.aborted || isLeaseLost(error)) options.counted(job.name, 'lost')
    else await giveBack(job, held, error, options, stopping.aborted)
  } finally {
    stopBeating()
  }
}

async function attempt(
  job: Job,
  held: Held,
  tenant: Tenant,
  options: WorkerOptions,
  signal: AbortSignal,
  lost: AbortSignal,
) {
  const { runtime, boss } = options
  const own = actorOf(job, held.id)
  let finished = false
  const fenced = <T>(work: (work: Work) => Promise<T>, actor: Actor, last: readonly Parameters<Work['write']>[0][]) =>
    unitOfWork(runtime, tenant, actor, async transaction => {
      const result = await work(transaction)
      for (const statement of last) transaction.write(statement)
      return result
    })
  const step: JobStep<object> = {
    id: held.id,
    tenant,
    data: held.data,
    attempt: held.retryCount + 1,
    signal,
    unit: (work, actor = own) => fenced(work, actor, [requireLease(held)]),
    finish: async (work, actor = own) => {
      const result = await fenced(work, actor, await completion(boss, held))
      finished = true
      return result
    },
  }
  await Promise.race([job.run(step), whenRaised(lost)])
  if (!finished) await runtime.pool.flight(tenant.id, await completion(boss, held))
}

/** Rejects when the signal is raised, so that a job which no longer listens does not keep its place. */
function whenRaised(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('The lease was lost'))))
}

/** Tells every few seconds that the worker lives, and `lost` when the job is no longer its own. */
function beat(held: Held, { runtime, log, beat }: WorkerOptions, lost: () => void): () => void {
  const timer = setInterval(async () => {
    try {
      const [rows] = await runtime.pool.instance([beatOf(held)])
      if (rows?.length === 0) lost()
    } catch (error) {
      log.warn({ err: error, job: held.id }, 'A sign of life could not be given')
    }
  }, beat).unref()
  return () => clearInterval(timer)
}

async function giveBack(job: Job, held: Held, error: unknown, options: WorkerOptions, stopped: boolean) {
  const { boss, runtime, log, counted } = options
  const fields = { err: error, job: job.name, id: held.id, tenantId: held.groupId, attempt: held.retryCount + 1 }
  if (!stopped) {
    log.warn(
      fields,
      held.retryCount < held.retryLimit ? 'A job failed and will be tried again' : 'A job failed for good',
    )
    counted(job.name, 'failed')
  }
  try {
    await runtime.pool.instance(stopped ? release(held) : await failure(boss, held, describeError(error)))
  } catch (problem) {
    if (!isLeaseLost(problem))
      log.error({ ...fields, err: problem }, 'A job could not be given back; its lease will run out')
  }
}
