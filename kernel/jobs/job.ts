import { v7 as uuid } from 'uuid'
import type { Statement } from '../data/batch.ts'
import type { Runtime, Work } from '../data/unit-of-work.ts'
import type { Actor, Tenant } from '../entity/ctx.ts'

/** What a job's `run` is given. */
export interface JobStep<D extends object> {
  readonly id: string
  readonly tenant: Tenant
  readonly data: D
  /** 1 for the first time. */
  readonly attempt: number
  /**
   * Raised when the server stops or another worker may have the job. Throw its reason (`signal.throwIfAborted()` between
   * steps), and the job is begun again elsewhere; what was committed by `unit` stays.
   */
  readonly signal: AbortSignal
  /** A transaction of the tenant that commits only while this worker holds the job: a job of many steps uses many. */
  unit<T>(work: (work: Work) => Promise<T>, actor?: Actor): Promise<T>
  /** The same, and with its commit the job is done: its effects happen exactly once. */
  finish<T>(work: (work: Work) => Promise<T>, actor?: Actor): Promise<T>
}

/** A kind of background work, done for one tenant at a time. */
export interface Job<D extends object = object> {
  /** Unique, of letters, digits, `.`, `-` and `_`: `files.preview`. */
  readonly name: string
  /** In the history as who acted: the name of the system. */
  readonly label: string
  /** How often it is tried before it is left to an operator; 5 unless told. */
  readonly attempts: number
  /** Seconds to the second attempt, doubled for each further one up to ten minutes; 5 unless told. */
  readonly retryAfter: number
  /** Seconds one attempt may take however alive its worker is; an hour unless told. */
  readonly longest: number
  /** How many a server runs at the same time; 2 unless told. One tenant never has them all. */
  readonly concurrency: number
  run(step: JobStep<D>): Promise<void>
}
type Limits = Partial<Pick<Job, 'attempts' | 'retryAfter' | 'longest' | 'concurrency'>>

/** `job<{fileId: string}>('files.preview', 'Files', async ({ data, finish }) => finish(work => …))` */
export const job = <D extends object>(
  name: string,
  label: string,
  run: Job<D>['run'],
  limits: Limits = {},
): Job<D> => ({
  name,
  label,
  attempts: 5,
  retryAfter: 5,
  longest: 3_600,
  concurrency: 2,
  run,
  ...limits,
})

/** Where jobs live: the tables of pg-boss, which see no more of a tenant than its id and the ids in a job's data. */
export const schema = 'pgboss'
/** The queue that keeps jobs which failed for good. */
export const deadQueue = 'kernel.dead'
/** Seconds without a sign of life after which a worker is taken for dead; the least that pg-boss knows. */
export const heartbeat = 10
const dayInSeconds = 86_400
export const keepCompleted = dayInSeconds
const largest = 8_192

export interface JobOptions {
  /** A job with this id is queued once, however often it is asked for. */
  readonly id?: string
  readonly startAfter?: Date
}

const insert = `insert into ${schema}.job (id, name, data, group_id, policy, retry_limit, retry_delay, retry_backoff, retry_delay_max,
    expire_seconds, deletion_seconds, heartbeat_seconds, dead_letter, start_after, keep_until)
  values ($1, $2, $3::jsonb, $4, 'standard', $5, $6, true, 600, $7, ${keepCompleted}, ${heartbeat}, '${deadQueue}',
    coalesce($8::timestamptz, now()), coalesce($8::timestamptz, now()) + interval '1 year')
  on conflict do nothing`

/** The statement that queues a job. Throws an Error when its data is more than ids and a few words. */
export function insertJob<D extends object>(
  tenantId: string,
  job: Job<D>,
  data: D,
  { id = uuid(), startAfter }: JobOptions = {},
) {
  const text = JSON.stringify(data)
  if (text.length > largest)
    throw new Error(`The data of a job ${job.name} is larger than ${largest} characters; store it and pass its id`)
  const values = [
    id,
    job.name,
    text,
    tenantId,
    job.attempts - 1,
    job.retryAfter,
    job.longest,
    startAfter?.toISOString() ?? null,
  ]
  return { id, statement: { text: insert, values } satisfies Statement }
}

/** Per pool, the queues that got a job by tenant: what to look at when that tenant commits. */
const announced = new WeakMap<Runtime['pool'], Map<string, Set<string>>>()
export function takeAnnounced(runtime: Runtime, tenantId: string): Iterable<string> {
  const queues = announced.get(runtime.pool)?.get(tenantId) ?? []
  announced.get(runtime.pool)?.delete(tenantId)
  return queues
}
function announce(runtime: Runtime, tenantId: string, queue: string) {
  const byTenant = announced.get(runtime.pool) ?? new Map<string, Set<string>>()
  announced.set(runtime.pool, byTenant)
  byTenant.set(tenantId, (byTenant.get(tenantId) ?? new Set()).add(queue))
}

/**
 * Queues a job in the transaction of the unit of work: it is there exactly when the transaction commits, and begins
 * within moments. Returns its id.
 */
export function enqueue<D extends object>(work: Work, job: Job<D>, data: D, options?: JobOptions): string {
  const { id, statement } = insertJob(work.tenant.id, job, data, options)
  work.write(statement)
  announce(work.runtime, work.tenant.id, job.name)
  return id
}

/** Queues a job by itself, for code that has no unit of work. Returns its id. */
export async function sendJob<D extends object>(
  runtime: Runtime,
  tenantId: string,
  job: Job<D>,
  data: D,
  options?: JobOptions,
): Promise<string> {
  const { id, statement } = insertJob(tenantId, job, data, options)
  await runtime.pool.instance([statement])
  announce(runtime, tenantId, job.name)
  runtime.committed(tenantId)
  return id
}
