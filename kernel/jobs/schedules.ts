import { createHash } from 'node:crypto'
import type { Log } from '../background/log.ts'
import { pause } from '../background/sweep.ts'
import type { ActiveTenant, Tenants } from '../background/tenants.ts'
import type { Statement } from '../data/batch.ts'
import type { Runtime } from '../data/unit-of-work.ts'
import type { Catalog } from '../entity/catalog.ts'
import type { System } from '../entity/system.ts'
import { ctxOf } from '../operations/ctx.ts'
import { actorOf } from '../outbox/react.ts'
import { checkCron, lastDue } from './due.ts'
import { insertJob, type Job, job } from './job.ts'
import type { Schedule } from './schedule.ts'

interface Planned {
  readonly system: System
  readonly schedule: Schedule
}
interface Due extends Planned {
  readonly tenant: ActiveTenant
  readonly at: Date
}
interface Run {
  readonly schedule: string
  readonly dueAt: string
}
export interface SchedulesOptions {
  readonly runtime: Runtime
  readonly catalog: Catalog
  readonly tenants: Tenants
  readonly log: Log
  readonly tick: number
  /** Called when runs were queued. */
  queued?(): void
}
export interface Schedules {
  readonly job: Job<Run>
  stop(): Promise<void>
}

function plan(catalog: Catalog): ReadonlyMap<string, Planned> {
  const planned = new Map<string, Planned>()
  for (const system of catalog.systems)
    for (const schedule of system.schedules) {
      if (planned.has(schedule.name)) throw new Error(`The schedule ${schedule.name} is declared twice`)
      checkCron(schedule.cron)
      planned.set(schedule.name, { system, schedule })
    }
  return planned
}

/** Claims a due time in the transaction of its run; no row when it, or a later one, has already had its run. */
const claim = (tenantId: string, { schedule, dueAt }: Run): Statement => ({
  text: `insert into kernel.schedule_run as r (tenant_id, schedule, due_at) values ($1, $2, $3)
    on conflict (tenant_id, schedule) do update set due_at = excluded.due_at, ran_at = now() where r.due_at < excluded.due_at returning 1`,
  values: [tenantId, schedule, dueAt],
})

/** The same due time gives the same id on every server, so it is queued once. */
function runId(tenantId: string, { schedule, dueAt }: Run): string {
  const hex = createHash('sha256').update(`${tenantId} ${schedule} ${dueAt}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

function runner(planned: ReadonlyMap<string, Planned>): Job<Run> {
  return job<Run>('kernel.schedule', 'Schedule', async ({ id, tenant, data, finish }) => {
    const found = planned.get(data.schedule)
    if (!found) throw new Error(`No system declares the schedule ${data.schedule}`)
    await finish(
      async work => {
        const [fresh] = await work.read(claim(tenant.id, data))
        if (fresh) await found.schedule.run(ctxOf(work))
      },
      actorOf(found.system, 'job', id),
    )
  })
}

/** Where each schedule of a tenant stands; one seen for the first time begins with its next due time. */
async function standing(
  runtime: Runtime,
  tenant: ActiveTenant,
  names: readonly string[],
  since: Date,
): Promise<Map<string, number>> {
  const [, rows = []] = await runtime.pool.flight(tenant.id, [
    {
      text: 'insert into kernel.schedule_run (tenant_id, schedule, due_at) select $1, name, $3::timestamptz from unnest($2::text[]) as name on conflict do nothing',
      values: [tenant.id, names, since.toISOString()],
    },
    { text: 'select schedule, due_at::text from kernel.schedule_run where tenant_id = $1', values: [tenant.id] },
  ])
  return new Map(rows.map(([name, due]) => [name as string, Date.parse(due as string)]))
}

/**
 * Looks at the database's clock every few seconds and queues a run for each schedule that fell due in the time zone of a
 * tenant. A due time is queued once and run once by however many servers; of those missed, only the last is made up for.
 */
export function startSchedules(options: SchedulesOptions): Schedules {
  const { runtime, tenants, log, tick } = options
  const planned = plan(options.catalog)
  const stood = new Map<string, Map<string, number>>()
  const stopping = new AbortController()
  let startedAt: Date | undefined

  async function clock(): Promise<Date> {
    const [rows] = await runtime.pool.instance([{ text: 'select extract(epoch from now()) * 1000', values: [] }])
    return new Date(Number(rows?.[0]?.[0]))
  }
  async function dueOf(
    tenant: ActiveTenant,
    used: readonly Planned[],
    now: Date,
    times: Map<string, Date | null>,
  ): Promise<Due[]> {
    const known = stood.get(tenant.id)
    const names = used.map(({ schedule }) => schedule.name)
    if (!known || names.some(name => !known.has(name))) {
      const since = startedAt && tenant.createdAt > startedAt ? tenant.createdAt : now
      stood.set(tenant.id, await standing(runtime, tenant, names, since))
    }
    return used.flatMap(one => {
      const key = `${one.schedule.cron} ${tenant.timeZone}`
      if (!times.has(key)) times.set(key, lastDue(one.schedule.cron, tenant.timeZone, now))
      const at = times.get(key)
      return at && at.getTime() > (stood.get(tenant.id)?.get(one.schedule.name) ?? Number.POSITIVE_INFINITY)
        ? [{ ...one, tenant, at }]
        : []
    })
  }
  async function look() {
    const now = await clock()
    startedAt ??= now
    const times = new Map<string, Date | null>()
    const due: Due[] = []
    for (const tenant of await tenants.active()) {
      const used = await usedBy(tenant)
      if (used.length) due.push(...(await dueOf(tenant, used, now, times)))
    }
    await queue(due)
  }
  async function usedBy(tenant: ActiveTenant): Promise<Planned[]> {
    const used: Planned[] = []
    for (const one of planned.values()) if (await tenants.uses(tenant, one.system)) used.push(one)
    return used
  }
  async function queue(due: readonly Due[]) {
    for (let i = 0; i < due.length && !stopping.signal.aborted; i += 200) {
      const some = due.slice(i, i + 200)
      await runtime.pool.instance(
        some.map(({ tenant, schedule, at }) => {
          const run = { schedule: schedule.name, dueAt: at.toISOString() }
          return insertJob(tenant.id, runnerJob, run, { id: runId(tenant.id, run) }).statement
        }),
      )
      for (const { tenant, schedule, at } of some) stood.get(tenant.id)?.set(schedule.name, at.getTime())
    }
    if (due.length) options.queued?.()
  }
  async function ticks() {
    while (!stopping.signal.aborted) {
      await look().catch(error => log.error({ err: error }, 'The schedules could not be looked at; the next look will'))
      await pause(tick, stopping.signal)
    }
  }
  const runnerJob = runner(planned)
  const ended = planned.size > 0 ? ticks() : Promise.resolve()
  return {
    job: runnerJob,
    stop: () => {
      stopping.abort()
      return ended
    },
  }
}
