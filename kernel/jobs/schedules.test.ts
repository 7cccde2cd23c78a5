import { expect, onTestFinished, test, vi } from 'vitest'
import { openRuntime } from '../background/runtime.ts'
import type { Tenants } from '../background/tenants.ts'
import { type TestTenant, testApp } from '../testing/app.ts'
import { keepLog, onlyTenants } from '../testing/background.ts'
import { person, workshop } from '../testing/workshop.ts'
import { lastDue } from './due.ts'
import { startJobs } from './jobs.ts'
import { type Schedule, schedule } from './schedule.ts'

const app = await testApp([workshop], { max: 10 })
const { pool } = app.runtime

async function serve(schedules: readonly Schedule[], tenants: readonly TestTenant[], uses?: Tenants['uses']) {
  const runtime = openRuntime(pool)
  const systems = [{ ...workshop, schedules, messages: { en: { label: 'Workshop' }, zh: {} } }]
  const log = keepLog()
  const jobs = await startJobs({
    connection: app.database.app,
    runtime,
    catalog: { ...app.catalog, systems },
    log,
    jobs: [],
    poll: 50,
    tick: 50,
    tenants: onlyTenants(
      pool,
      tenants.map(tenant => tenant.id),
      uses,
    ),
  })
  onTestFinished(() => jobs.stop())
  return { ...jobs, log }
}
const stood = (tenant: TestTenant, name: string, dueAt: string) =>
  pool.flight(tenant.id, [
    {
      text: 'insert into kernel.schedule_run (tenant_id, schedule, due_at) values ($1, $2, $3)',
      values: [tenant.id, name, dueAt],
    },
  ])
const rowsOf = async (tenant: TestTenant, text: string) =>
  (await pool.flight(tenant.id, [{ text, values: [tenant.id] }]))[0] ?? []
const people = (tenant: TestTenant) => rowsOf(tenant, 'select name from workshop.person where tenant_id = $1')
const lastRun = async (tenant: TestTenant) =>
  new Date((await rowsOf(tenant, 'select due_at from kernel.schedule_run where tenant_id = $1'))[0]?.[0] as string)
/** The first of January: long ago on most days, and the same instant for the length of a test on all but one. */
const yearly = '0 3 1 1 *'
const remember = (name: string, cron = yearly) =>
  schedule(name, cron, async ctx => void (await ctx.create(person, { name: ctx.actor.name })))

test('a run that was missed is made up for once, by however many servers, in the name of the system', async () => {
  const tenant = await app.tenant({ timeZone: 'Europe/Berlin' })
  const yearlyCount = remember('test.missed')
  await stood(tenant, 'test.missed', '2019-06-01T00:00:00Z') // several due times ago
  await Promise.all([serve([yearlyCount], [tenant]), serve([yearlyCount], [tenant])])
  await vi.waitFor(async () => expect(await people(tenant)).toEqual([['Workshop']]))
  expect(await lastRun(tenant)).toEqual(lastDue(yearly, 'Europe/Berlin', new Date()))
  const third = await serve([yearlyCount], [tenant])
  await third.stop()
  expect(await people(tenant)).toEqual([['Workshop']])
})

test('a due time is claimed with the effects: a run queued twice changes nothing the second time', async () => {
  const tenant = await app.tenant()
  let runs = 0
  const counted = schedule('test.twice', yearly, async ctx => {
    runs++
    await ctx.create(person, { name: 'once' })
  })
  await stood(tenant, 'test.twice', '2019-06-01T00:00:00Z')
  await serve([counted], [tenant])
  await vi.waitFor(async () => expect((await people(tenant)).length).toBe(1))
  await pool.instance([
    {
      text: "update pgboss.job set state = 'created', started_on = null where name = 'kernel.schedule' and group_id = $1",
      values: [tenant.id],
    },
  ])
  await vi.waitFor(async () => {
    const [jobs] = await pool.instance([
      { text: "select state from pgboss.job where name = 'kernel.schedule' and group_id = $1", values: [tenant.id] },
    ])
    expect(jobs).toEqual([['completed']])
  })
  expect(runs).toBe(1)
})

test('a schedule that is seen for the first time begins with its next due time', async () => {
  const tenant = await app.tenant()
  await serve([remember('test.fresh')], [tenant])
  await vi.waitFor(async () =>
    expect((await rowsOf(tenant, 'select 1 from kernel.schedule_run where tenant_id = $1')).length).toBe(1),
  )
  expect(await people(tenant)).toEqual([])
})

test('nothing is run for an organisation that does not use the system', async () => {
  const [without, using] = await Promise.all([app.tenant(), app.tenant()])
  for (const tenant of [without, using]) await stood(tenant, 'test.uses', '2019-06-01T00:00:00Z')
  await serve([remember('test.uses')], [without, using], async tenant => tenant.id === using.id)
  await vi.waitFor(async () => expect((await people(using)).length).toBe(1))
  expect(await people(without)).toEqual([])
})

test('due times follow the time zone through the change of clocks', () => {
  const at = (text: string) => new Date(text)
  expect(lastDue('0 2 * * *', 'Asia/Shanghai', at('2026-05-01T18:00:00Z'))).toEqual(at('2026-05-01T18:00:00Z'))
  expect(lastDue('0 2 * * *', 'Asia/Shanghai', at('2026-05-01T17:59:59Z'))).toEqual(at('2026-04-30T18:00:00Z'))
  expect(lastDue('0 9 * * *', 'America/New_York', at('2026-03-08T20:00:00Z'))).toEqual(at('2026-03-08T13:00:00Z'))
  expect(lastDue('0 9 * * *', 'America/New_York', at('2026-03-07T20:00:00Z'))).toEqual(at('2026-03-07T14:00:00Z'))
  expect(lastDue('0 0 29 2 *', 'UTC', at('2027-01-01T00:00:00Z'))).toEqual(at('2024-02-29T00:00:00Z'))
  const autumn = lastDue('30 1 * * *', 'Europe/Berlin', at('2026-10-25T12:00:00Z'))
  expect(autumn).toEqual(at('2026-10-24T23:30:00Z'))
  const minutes = Array.from({ length: 24 * 60 }, (_, i) => at('2026-10-24T12:00:00Z').getTime() + i * 60_000)
  const due = new Set(minutes.map(minute => lastDue('30 2 * * *', 'Europe/Berlin', new Date(minute))?.getTime()))
  expect(due.size).toBe(2) // that of the day before, and one for the hour that happens twice
})

test('an expression that is none stops the start', async () => {
  await expect(serve([schedule('test.wrong', 'every day', async () => {})], [])).rejects.toThrow()
})
