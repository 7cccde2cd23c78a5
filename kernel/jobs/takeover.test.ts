import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openRuntime } from '../background/runtime.ts'
import { openTenants } from '../background/tenants.ts'
import { ctxOf } from '../operations/ctx.ts'
import { testApp } from '../testing/app.ts'
import { keepLog } from '../testing/background.ts'
import { person, workshop } from '../testing/workshop.ts'
import { job, sendJob } from './job.ts'
import { startJobs } from './jobs.ts'

const app = await testApp([workshop])
const { pool } = app.runtime
const script = fileURLToPath(new URL('fixture/worker-to-kill.ts', import.meta.url))

test('the job of a server that was killed is taken over by another within seconds, and done once', async () => {
  const tenant = await app.tenant()
  const queue = `test.${randomUUID()}`
  const child = spawn(process.execPath, [script, JSON.stringify({ connection: app.database.app, queue })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const attempts: number[] = []
  const work = job(
    queue,
    'Heir',
    async ({ attempt, finish }) => {
      attempts.push(attempt)
      await finish(unit => ctxOf(unit).create(person, { name: 'heir' }))
    },
    { retryAfter: 0 },
  )
  const runtime = openRuntime(pool)
  const start = () =>
    startJobs({
      connection: app.database.app,
      runtime,
      catalog: { ...app.catalog, systems: [] },
      tenants: openTenants(pool),
      log: keepLog(),
      jobs: [work],
      poll: 200,
    })

  await vi.waitFor(async () => {
    const [found] = await pool.instance([{ text: 'select 1 from pgboss.queue where name = $1', values: [queue] }])
    expect(found?.length).toBe(1)
  }, 15_000)
  await sendJob(runtime, tenant.id, work, {})
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  const killedAt = Date.now()
  const heir = await start()
  onTestFinished(() => heir.stop())
  await vi.waitFor(() => expect(attempts).toEqual([2]), 25_000)
  const seconds = (Date.now() - killedAt) / 1_000
  expect(seconds).toBeLessThan(20)
  await vi.waitFor(async () => {
    const [done] = await pool.flight(tenant.id, [
      { text: 'select count(*) from workshop.person where tenant_id = $1', values: [tenant.id] },
    ])
    expect(done?.[0]?.[0]).toBe('1')
  })
}, 60_000)
