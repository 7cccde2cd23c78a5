import type { PgBoss } from 'pg-boss'
import { fullAccess } from '../access/access.ts'
import { describeError } from '../background/describe-error.ts'
import type { Log } from '../background/log.ts'
import type { Tenants } from '../background/tenants.ts'
import type { Statement } from '../data/batch.ts'
import { type Runtime, unitOfWork, type Work } from '../data/unit-of-work.ts'
import type { Actor, Tenant } from '../entity/ctx.ts'
import type { Job, JobStep } from './job.ts'
import { beatOf, completion, failure, type Held, isLeaseLost, release, requireLease } from './lease.ts'

export interface AttemptOptions {
  readonly boss: PgBoss
  readonly runtime: Runtime
  readonly tenants: Tenants
  readonly log: Log
  /** Milliseconds between signs of life. */
  readonly beat: number
  counted(job: string, result: 'done' | 'failed' | 'lost'): void
}
/** Seconds after which the job of a suspended organisation is looked at again. */
const suspended = 600

const actorOf = (job: Job, id: string): Actor => ({
  memberId: null,
  name: job.label,
  siteId: null,
  access: fullAccess,
  language: 'en',
  origin: { via: 'job', requestId: id },
})

/** One attempt at one job, from its first sign of life to its end. Never rejects. */
export async function runAttempt(job: Job, held: Held, options: AttemptOptions, stopping: AbortSignal): Promise<void> {
  const lease = new AbortController()
  const stopBeating = beat(held, options, () => lease.abort())
  try {
    const tenant = await options.tenants.find(held.groupId ?? '')
    if (!tenant) return void (await options.runtime.pool.instance(release(held, suspended)))
    await attempt(job, held, tenant, options, AbortSignal.any([lease.signal, stopping]), lease.signal)
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
  options: AttemptOptions,
  signal: AbortSignal,
  lost: AbortSignal,
) {
  const { runtime, boss } = options
  const own = actorOf(job, held.id)
  let finished = false
  const fenced = <T>(work: (work: Work) => Promise<T>, actor: Actor, last: readonly Statement[]) =>
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
  return new Promise((_, reject) => {
    const refuse = () => reject(new Error('The lease was lost'))
    if (signal.aborted) refuse()
    else signal.addEventListener('abort', refuse)
  })
}

/** Tells every few seconds that the worker lives, and `lost` when the job is no longer its own. */
function beat(held: Held, { runtime, log, beat }: AttemptOptions, lost: () => void): () => void {
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

async function giveBack(job: Job, held: Held, error: unknown, options: AttemptOptions, stopped: boolean) {
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
    await runtime.pool.instance(stopped ? release(held, 0) : await failure(boss, held, describeError(error)))
  } catch (problem) {
    if (!isLeaseLost(problem))
      log.error({ ...fields, err: problem }, 'A job could not be given back; its lease will run out')
  }
}
