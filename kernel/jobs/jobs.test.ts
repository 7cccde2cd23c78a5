import { randomUUID } from 'node:crypto'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openRuntime } from '../background/runtime.ts'
import { openTenants } from '../background/tenants.ts'
import { unitOfWork, type Work } from '../data/unit-of-work.ts'
import { ctxOf } from '../operations/ctx.ts'
import { type TestTenant, testApp } from '../testing/app.ts'
import { keepLog } from '../testing/background.ts'
import { person, workshop } from '../testing/workshop.ts'
import { enqueue, type Job, type JobStep, job, sendJob } from './job.ts'
import { type JobsOptions, startJobs } from './jobs.ts'

const app = await testApp([workshop], { max: 10 })
const { pool } = app.runtime
const tenants = openTenants(pool)

/** A server that does these jobs. It learns of new ones from commits of its own runtime; looking by itself takes a minute. */
async function serve(jobs: readonly Job[], options: Partial<JobsOptions> = {}) {
  const runtime = openRuntime(pool)
  const log = keepLog()
  const started = await startJobs({
    connection: app.database.app,
    runtime,
    catalog: { ...app.catalog, systems: [] },
    tenants,
    log,
    jobs,
    poll: 60_000,
    ...options,
  })
  runtime.onCommit(started.wake)
  onTestFinished(() => started.stop())
  return { ...started, runtime, log }
}
const name = () => `test.${randomUUID()}`
const addPerson = (text: string) => (work: Work) => ctxOf(work).create(person, { name: text })
const people = async (tenant: TestTenant): Promise<string[]> => {
  const [rows = []] = await pool.flight(tenant.id, [
    { text: 'select name from workshop.person where tenant_id = $1 order by id', values: [tenant.id] },
  ])
  return rows.map(([text]) => text as string)
}
const states = async (queue: string): Promise<string[]> => {
  const [rows = []] = await pool.instance([{ text: 'select state from pgboss.job where name = $1', values: [queue] }])
  return rows.map(([state]) => state as string)
}
const inTransaction = (
  runtime: Parameters<typeof unitOfWork>[0],
  tenant: TestTenant,
  work: (work: Work) => Promise<unknown>,
) => unitOfWork(runtime, tenant, tenant.as().session.actor, work)

test('a job queued in a transaction is there exactly when it commits, and begins at once', async () => {
  const tenant = await app.tenant()
  const hello = job<{ text: string }>(name(), 'Greeter', ({ data, finish }) =>
    finish(addPerson(data.text)).then(() => {}),
  )
  const { runtime } = await serve([hello])
  const refused = inTransaction(runtime, tenant, async work => {
    enqueue(work, hello, { text: 'never' })
    await work.read({ text: 'select 1', values: [] })
    throw new Error('no')
  })
  await expect(refused).rejects.toThrow('no')
  await inTransaction(runtime, tenant, async work => enqueue(work, hello, { text: 'welcome' }))
  await vi.waitFor(async () => expect(await people(tenant)).toEqual(['welcome']))
  expect(await states(hello.name)).toEqual(['completed'])
})

test('a job that fails leaves nothing, is tried again, and its effects happen once', async () => {
  const tenant = await app.tenant()
  const attempts: number[] = []
  const shaky = job(
    name(),
    'Shaky',
    async ({ attempt, finish }) => {
      attempts.push(attempt)
      await finish(async work => {
        await addPerson(`attempt ${attempt}`)(work)
        await work.read({ text: 'select 1', values: [] })
        if (attempt < 3) throw new Error('not yet')
      })
    },
    { retryAfter: 0 },
  )
  const { runtime } = await serve([shaky], { poll: 100 })
  await sendJob(runtime, tenant.id, shaky, {})
  await vi.waitFor(async () => expect(await people(tenant)).toEqual(['attempt 3']), 15_000)
  expect(attempts).toEqual([1, 2, 3])
}, 20_000)

test('a job that fails for good is kept aside with its reason, without secrets, and can be revived', async () => {
  const tenant = await app.tenant()
  let broken = true
  const poison = job(
    name(),
    'Poison',
    async ({ finish }) => {
      if (broken) throw new Error('refused by smtp://user:hunter2@mail.example')
      await finish(addPerson('revived'))
    },
    { attempts: 1 },
  )
  const { runtime, reviveDead, wake } = await serve([poison], { poll: 100 })
  await sendJob(runtime, tenant.id, poison, {})
  const dead = async () =>
    (
      await pool.instance([
        {
          text: "select output::text from pgboss.job where name = 'kernel.dead' and source_name = $1",
          values: [poison.name],
        },
      ])
    )[0] ?? []
  await vi.waitFor(async () => expect((await dead()).length).toBe(1))
  expect(String((await dead())[0])).toContain('refused by')
  expect(String((await dead())[0])).not.toContain('hunter2')
  broken = false
  expect(await reviveDead(poison.name)).toBe(1)
  wake(tenant.id)
  await vi.waitFor(async () => expect(await people(tenant)).toEqual(['revived']))
})

test('an attempt that lost its job can change nothing any more', async () => {
  const tenant = await app.tenant()
  const begun = Promise.withResolvers<void>()
  const go = Promise.withResolvers<void>()
  const refusals: unknown[] = []
  const slow = job(name(), 'Slow', async ({ attempt, unit, finish }: JobStep<object>) => {
    if (attempt > 1) return void (await finish(addPerson('second')))
    begun.resolve()
    await go.promise
    await unit(addPerson('first')).catch(error => refusals.push(error))
    await finish(addPerson('first')).catch(error => refusals.push(error))
  })
  const { runtime } = await serve([slow])
  await sendJob(runtime, tenant.id, slow, {})
  await begun.promise
  await serve([slow], { poll: 100 })
  // What the supervisor does to a job whose worker gave no sign of life.
  await pool.instance([
    { text: "update pgboss.job set state = 'retry', start_after = now() where name = $1", values: [slow.name] },
  ])
  await vi.waitFor(async () => expect(await people(tenant)).toEqual(['second']))
  go.resolve()
  await vi.waitFor(() => expect(refusals.length).toBe(2))
  expect(await people(tenant)).toEqual(['second'])
  expect(await states(slow.name)).toEqual(['completed'])
})

test('two servers do two hundred jobs once each', async () => {
  const tenant = await app.tenant()
  const count = job<{ n: number }>(
    name(),
    'Counter',
    ({ data, finish }) => finish(addPerson(String(data.n))).then(() => {}),
    { concurrency: 4 },
  )
  const { runtime } = await serve([count], { poll: 50 })
  await serve([count], { poll: 50 })
  await inTransaction(runtime, tenant, async work => {
    for (let n = 0; n < 200; n++) enqueue(work, count, { n })
  })
  await vi.waitFor(async () => expect((await people(tenant)).length).toBe(200), 20_000)
  await vi.waitFor(async () => expect(new Set(await states(count.name))).toEqual(new Set(['completed'])))
  expect(new Set(await people(tenant)).size).toBe(200)
}, 30_000)

test('the ten thousand jobs of one organisation delay the single job of another by no more than a few', async () => {
  const [busy, quiet] = await Promise.all([app.tenant(), app.tenant()])
  let busyJobs = 0
  let between = -1
  let before = 0
  const work = job(
    name(),
    'Work',
    async ({ tenant }) => {
      if (tenant.id === quiet.id) between = busyJobs - before
      else busyJobs++
    },
    { concurrency: 2 },
  )
  const { runtime } = await serve([work], { poll: 100 })
  for (let i = 0; i < 10; i++)
    await inTransaction(runtime, busy, async unit => {
      for (let n = 0; n < 1_000; n++) enqueue(unit, work, {})
    })
  await vi.waitFor(() => expect(busyJobs).toBeGreaterThan(20))
  for (let i = 0; i < 5; i++) {
    between = -1
    // Not told to the worker: as if another server had queued it.
    const other = openRuntime(pool)
    before = busyJobs
    await sendJob(other, quiet.id, work, {})
    await vi.waitFor(() => expect(between).toBeGreaterThan(-1), 10_000)
    expect(between).toBeLessThanOrEqual(5)
  }
}, 60_000)

test('a server that stops puts back what it had not done, at no cost of attempts', async () => {
  const tenant = await app.tenant()
  const begun = Promise.withResolvers<void>()
  const seen: number[] = []
  const long = job(name(), 'Long', async ({ attempt, signal, finish }) => {
    seen.push(attempt)
    begun.resolve()
    if (seen.length === 1)
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    await finish(addPerson('done'))
  })
  const first = await serve([long])
  await sendJob(first.runtime, tenant.id, long, {})
  await begun.promise
  await first.stop()
  expect(await states(long.name)).toEqual(['created'])
  await serve([long])
  await vi.waitFor(async () => expect(await people(tenant)).toEqual(['done']))
  expect(seen).toEqual([1, 1])
})

test('the job of a suspended organisation waits, at no cost of attempts', async () => {
  const tenant = await app.tenant()
  const any = job(name(), 'Any', ({ finish }) => finish(addPerson('no')).then(() => {}))
  const { runtime } = await serve([any])
  await pool.instance([{ text: "update kernel.tenant set status = 'suspended' where id = $1", values: [tenant.id] }])
  await sendJob(runtime, tenant.id, any, {})
  const waits = {
    text: 'select state, retry_count from pgboss.job where name = $1 and start_after > now()',
    values: [any.name],
  }
  await vi.waitFor(async () => expect((await pool.instance([waits]))[0]).toEqual([['created', '0']]))
  expect(await people(tenant)).toEqual([])
})

test('the data of a job is ids, not content', async () => {
  const tenant = await app.tenant()
  const any = job(name(), 'Any', async () => {})
  await expect(sendJob(openRuntime(pool), tenant.id, any, { text: 'x'.repeat(10_000) })).rejects.toThrow('larger than')
})
