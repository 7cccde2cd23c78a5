import { createHash } from 'node:crypto'
import type { Statement } from '../data/batch.ts'
import type { Catalog } from '../entity/catalog.ts'
import type { System } from '../entity/system.ts'
import { ctxOf } from '../operations/ctx.ts'
import { actorOf } from '../outbox/react.ts'
import { checkCron } from './due.ts'
import { type Job, job } from './job.ts'
import type { Schedule } from './schedule.ts'

export interface Planned {
  readonly system: System
  readonly schedule: Schedule
}
/** The data of a run's job. */
export interface Run {
  readonly schedule: string
  readonly dueAt: string
}
/** All schedules by name. Throws an Error for one that is declared twice or whose expression is none. */
export function plan(catalog: Catalog): ReadonlyMap<string, Planned> {
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
export function runId(tenantId: string, { schedule, dueAt }: Run): string {
  const hex = createHash('sha256').update(`${tenantId} ${schedule} ${dueAt}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export function runner(planned: ReadonlyMap<string, Planned>): Job<Run> {
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
