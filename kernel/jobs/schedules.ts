import type { Log } from '../background/log.ts'
import { pause } from '../background/sweep.ts'
import type { ActiveTenant, Tenants } from '../background/tenants.ts'
import type { Runtime } from '../data/unit-of-work.ts'
import type { Catalog } from '../entity/catalog.ts'
import { lastDue } from './due.ts'
import { insertJob, type Job } from './job.ts'
import { type Planned, plan, type Run, runId, runner } from './scheduled-run.ts'

interface Due extends Planned {
  readonly tenant: ActiveTenant
  readonly at: Date
}
export interface SchedulesOptions {
  readonly runtime: Runtime
  readonly catalog: Catalog
  readonly tenants: Tenants
  readonly log: Log
  readonly tick: number
}
export interface Schedules {
  readonly job: Job<Run>
  stop(): Promise<void>
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
