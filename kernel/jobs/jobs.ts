import { PgBoss } from 'pg-boss'
import { Counter, type Registry } from 'prom-client'
import type { Log } from '../background/log.ts'
import type { Tenants } from '../background/tenants.ts'
import type { Connection } from '../data/pool.ts'
import type { Runtime } from '../data/unit-of-work.ts'
import type { Catalog } from '../entity/catalog.ts'
import { deadQueue, heartbeat, type Job, keepCompleted, schema, takeAnnounced } from './job.ts'
import { startSchedules } from './schedules.ts'
import { startWorker, type Worker } from './worker.ts'

export interface JobsOptions {
  /** As the run-time role; pg-boss keeps three connections of its own. */
  readonly connection: Connection
  readonly runtime: Runtime
  readonly catalog: Catalog
  readonly tenants: Tenants
  readonly log: Log
  /** The kinds of jobs this server does, besides the schedules of the catalogue. */
  readonly jobs: readonly Job[]
  readonly registry?: Registry
  /** Milliseconds between looks at a queue nobody told of. */
  readonly poll?: number
  /** Milliseconds between looks at the clock for schedules. */
  readonly tick?: number
  /** Milliseconds between signs of life of a running job. */
  readonly beat?: number
  /** Milliseconds that running jobs get to end when the server stops. */
  readonly grace?: number
}
export interface Jobs {
  /** To be called after each commit: what the commit queued begins at once. */
  wake(tenantId: string): void
  /** Gives the dead jobs of a kind another round of attempts; answers how many. */
  reviveDead(name: string): Promise<number>
  stop(): Promise<void>
}
const yearInSeconds = 365 * 86_400

/** Works off the queued jobs and runs what is due by schedule. The tables must be there: see `migrateJobs`. */
export async function startJobs(options: JobsOptions): Promise<Jobs> {
  const { runtime, tenants, log, poll = 2_000, beat = 3_000, grace = 10_000 } = options
  const boss = await openBoss(options)
  const schedules = startSchedules({ ...options, tick: options.tick ?? 15_000 })
  const workers = new Map<string, Worker>()
  const counted = measure(options.registry)
  for (const job of [...options.jobs, schedules.job]) {
    if (workers.has(job.name)) throw new Error(`The job ${job.name} is declared twice`)
    await openQueue(boss, job)
    workers.set(job.name, startWorker(job, { boss, runtime, tenants, log, poll, beat, counted }))
  }
  return {
    wake: tenantId => {
      for (const queue of takeAnnounced(runtime, tenantId)) workers.get(queue)?.wake()
    },
    reviveDead: name => boss.redrive(deadQueue, { sourceName: name }),
    stop: async () => {
      await schedules.stop()
      await Promise.all([...workers.values()].map(worker => worker.stop(grace)))
      await boss.stop({ graceful: false })
    },
  }
}

async function openBoss({ connection, log }: JobsOptions): Promise<PgBoss> {
  const boss = new PgBoss({
    ...connection,
    schema,
    max: 3,
    migrate: false,
    createSchema: false,
    schedule: false,
    reindex: false, // the run-time role does not own the indexes
    superviseIntervalSeconds: 3,
    monitorIntervalSeconds: 3,
    application_name: 'tenon jobs',
    options: '-c timezone=UTC -c statement_timeout=30000 -c lock_timeout=10000',
  })
  boss.on('error', error => log.error({ err: error }, 'The job queue reports an error'))
  boss.on('warning', warning => log.warn({ warning }, 'The job queue reports a warning'))
  await boss.start()
  await boss.createQueue(deadQueue, {
    policy: 'standard',
    retentionSeconds: yearInSeconds,
    deleteAfterSeconds: yearInSeconds,
  })
  return boss
}

/** What a revived job is tried with comes from its queue, so the queue follows the declaration at every start. */
async function openQueue(boss: PgBoss, job: Job) {
  const limits = {
    deadLetter: deadQueue,
    deleteAfterSeconds: keepCompleted,
    heartbeatSeconds: heartbeat,
    retryLimit: job.attempts - 1,
    retryDelay: job.retryAfter,
    retryBackoff: true,
    retryDelayMax: 600,
    expireInSeconds: job.longest,
  }
  await boss.createQueue(job.name, { policy: 'standard', ...limits })
  await boss.updateQueue(job.name, limits)
}

function measure(registry: Registry | undefined) {
  if (!registry) return () => {}
  const labelNames = ['job', 'result'] as const
  const counter = new Counter({
    name: 'tenon_jobs_total',
    help: 'Attempts at jobs, by result',
    labelNames,
    registers: [registry],
  })
  return (job: string, result: 'done' | 'failed' | 'lost') => counter.inc({ job, result })
}
