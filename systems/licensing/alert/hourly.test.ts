import { openRuntime } from '@tenon/kernel/background/runtime.ts'
import { startJobs } from '@tenon/kernel/jobs/jobs.ts'
import type { Person } from '@tenon/kernel/testing/app.ts'
import { keepLog, onlyTenants } from '@tenon/kernel/testing/background.ts'
import { expect, onTestFinished, test, vi } from 'vitest'
import { house } from '../story.ts'
import { alertsOf, ending, join, seller, told } from '../testing/alerts.ts'

const app = await house()

/** A server at work for this organisation alone; of its schedules only those that judge. */
async function serve({ session: { tenant } }: Person) {
  const runtime = openRuntime(app.runtime.pool)
  const systems = app.catalog.systems.map(system => ({
    ...system,
    schedules: system.schedules.filter(({ name }) => name === 'licensing.judgeLicenses'),
  }))
  const jobs = await startJobs({
    ...{ connection: app.database.app, runtime, catalog: { ...app.catalog, systems }, log: keepLog(), jobs: [] },
    ...{ poll: 50, tick: 50, tenants: onlyTenants(runtime.pool, [tenant.id]) },
  })
  onTestFinished(() => jobs.stop())
  return jobs
}
/** As if the hour of a moment long ago had been the last one that was judged. */
const lastJudged = ({ session: { runtime, tenant } }: Person, at: string) =>
  runtime.pool.flight(tenant.id, [
    {
      text: `insert into kernel.schedule_run (tenant_id, schedule, due_at) values ($1, 'licensing.judgeLicenses', $2)
        on conflict (tenant_id, schedule) do update set due_at = excluded.due_at`,
      values: [tenant.id, at],
    },
  ])
/** The queue forgets that it has handed the run out. */
const askAgain = ({ session: { runtime, tenant } }: Person) =>
  runtime.pool.instance([
    {
      text: `update pgboss.job set state = 'created', started_on = null
        where name = 'kernel.schedule' and group_id = $1`,
      values: [tenant.id],
    },
  ])
const hasRun = (person: Person) =>
  vi.waitFor(
    async () => {
      const { runtime, tenant } = person.session
      const text = 'select due_at > now() - interval $$2 hours$$ from kernel.schedule_run where tenant_id = $1'
      const [rows] = await runtime.pool.flight(tenant.id, [{ text, values: [tenant.id] }])
      expect(rows).toEqual([['t']])
    },
    { timeout: 8_000 },
  )

test('two servers, a restart and an hour that is made up for a second time tell of a licence once', {
  timeout: 30_000,
}, async () => {
  const tenant = await app.tenant()
  const person = tenant.as()
  const lin = await join(person, tenant, 'lin')
  await ending(person, 20, { salesRep: await seller(person, 'Lin', lin) })
  await lastJudged(person, '2020-01-01T00:11:00Z')
  const both = await Promise.all([serve(person), serve(person)])
  await hasRun(person)
  await Promise.all(both.map(jobs => jobs.stop()))
  await lastJudged(person, '2020-01-01T00:11:00Z')
  await askAgain(person)
  await serve(person)
  await hasRun(person)
  expect((await alertsOf(person)).map(({ kind, threshold, status }) => [kind, threshold, status])).toEqual([
    ['expiring', 30, 'open'],
  ])
  expect((await told(person)).map(({ member, kind }) => [member, kind])).toEqual([[lin, 'licenseExpiring']])
})
