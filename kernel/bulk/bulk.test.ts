import { expect, onTestFinished, test, vi } from 'vitest'
import { grant } from '../access/grant.ts'
import { openRuntime } from '../background/runtime.ts'
import type { Work } from '../data/unit-of-work.ts'
import { type Jobs, startJobs } from '../jobs/jobs.ts'
import { trayRoutes } from '../jobs/tray/tray-routes.ts'
import { type Person, type TestTenant, testApp } from '../testing/app.ts'
import { keepLog, onlyTenants } from '../testing/background.ts'
import { workshop } from '../testing/workshop.ts'
import { localQueue } from '../transfer/import/queue.ts'
import type { BulkJob } from './bulk-job.ts'
import { type BulkPlace, bulkJob } from './run-bulk.ts'

const touched: string[] = []
let running: Jobs | undefined
const app = await testApp([workshop], {
  max: 8,
  routes: (_, catalog) => trayRoutes(catalog, localQueue(catalog)),
  committed: (tenantId, what = new Set()) => {
    touched.push(...what)
    running?.wake(tenantId)
  },
})
const { pool } = app.runtime

/** A server that works the jobs of these people off. */
async function serve(person: Person, tenant: TestTenant, options: Partial<BulkPlace> = {}) {
  const ended: BulkJob[] = []
  const runtime = openRuntime(pool)
  const place: BulkPlace = {
    runtime: app.runtime,
    catalog: app.catalog,
    actorOf: async () => person.session.actor,
    ended: (_: Work, job) => void ended.push(job),
    ...options,
  }
  const jobs = await startJobs({
    connection: app.database.app,
    runtime,
    catalog: app.catalog,
    tenants: onlyTenants(pool, [tenant.id]),
    log: keepLog(),
    jobs: [bulkJob(place) as never],
    poll: 50,
    grace: 5_000,
  })
  running = jobs
  let stopping: Promise<void> | undefined
  const stop = () => (stopping ??= jobs.stop())
  onTestFinished(stop)
  return { ended, stop }
}

/** So many machines with the powers 1, 2, 3 …, written at once. */
async function machines(count: number) {
  const tenant = await app.tenant()
  const keeper = tenant.as()
  const text = `insert into workshop.machine (tenant_id, id, number, serial, name, power, is_public, status, created_at, updated_at)
    select $1, gen_random_uuid(), 'M-' || n, n::text, 'm' || n, n % 1000, false, 'idle', now(), now() from generate_series(1, $2::int) as n`
  await pool.flight(tenant.id, [{ text, values: [tenant.id, count] }])
  return { tenant, keeper }
}
/** Leaves a job only the machines of the least power, so that it is short although it was long enough for the background. */
const shorten = (tenant: TestTenant, job: string, rows: number) =>
  pool.flight(tenant.id, [
    {
      text: `delete from kernel.bulk_row r using workshop.machine m where r.tenant_id = $1 and r.job_id = $2
        and m.tenant_id = $1 and m.id = r.record_id and m.power > $3`,
      values: [tenant.id, job, rows],
    },
  ])
const totals = async (keeper: Person, query: string) =>
  (await keeper.get(`/machines?page[total]=exact&${query}`)).body.page.total as number
const settled = async (keeper: Person, id: string) =>
  vi.waitFor(
    async () => {
      const { body } = await keeper.get(`/jobs/${id}`)
      expect(['done', 'failed', 'cancelled'], JSON.stringify(body)).toContain(body.status)
      return body
    },
    { timeout: 25_000, interval: 50 },
  )

test('a small change is done at once and can be taken back, except where somebody has changed the record since', async () => {
  const { keeper } = await machines(3)
  const { data } = (await keeper.get('/machines?sort=name')).body
  const ids = data.map(({ id }: { id: string }) => id)
  const reply = await keeper.post('/machines/bulk', { action: 'update', ids, values: { power: 900, colour: 'red' } })
  expect(reply).toMatchObject({ status: 200, body: { results: [{ ok: true }, { ok: true }, { ok: true }] } })
  const { job } = reply.body
  expect((await keeper.get(`/jobs/${job}`)).body).toMatchObject({ kind: 'bulk', status: 'done', mayUndo: true })
  expect((await keeper.patch(`/machines/${ids[1]}`, { story: 'mine' })).status).toBe(200)
  const undone = (await keeper.post(`/jobs/${job}/undo`, {})).body
  expect(undone).toMatchObject({ kind: 'undo', status: 'done', progress: { done: 3, total: 3 }, failures: 1 })
  const now = (await keeper.get('/machines?sort=name')).body.data
  expect(now.map((m: { power: number; colour: string | null }) => [m.power, m.colour])).toEqual([
    [1, null],
    [900, 'red'],
    [3, null],
  ])
  const { data: kept } = (await keeper.get(`/jobs/${undone.id}/failures`)).body
  expect(kept).toMatchObject([{ id: ids[1], title: 'm2', code: 'STALE' }])
  expect((await keeper.post(`/jobs/${job}/undo`, {})).body.code).toBe('BULK_NOTHING_TO_UNDO')
  expect((await keeper.get('/jobs')).body.data).toEqual([]) // what was done at once is no long work
})

test('what was removed comes back, and an act without an opposite offers none', async () => {
  const { keeper } = await machines(2)
  const ids = (await keeper.get('/machines')).body.data.map(({ id }: { id: string }) => id)
  const { job } = (await keeper.post('/machines/bulk', { action: 'remove', ids })).body
  expect(await totals(keeper, '')).toBe(0)
  expect((await keeper.post(`/jobs/${job}/undo`, {})).body).toMatchObject({ status: 'done', failures: 0 })
  expect(await totals(keeper, '')).toBe(2)
  const started = (await keeper.post('/machines/bulk', { action: 'start', ids })).body
  expect(started).toMatchObject({ results: [{ ok: true }, { ok: true }], job: null })
})

test('many are changed in the background, told as it goes, with a result for each, and all taken back', async () => {
  const { tenant, keeper } = await machines(501)
  const filter = [{ field: 'power', operator: 'ne', text: '7' } as const]
  const most = ['workshop.machine.read', grant('workshop.machine.update', { scope: 'filter', filter })]
  const { access } = tenant.as(most).session.actor
  const held = Promise.withResolvers<void>()
  const { ended } = await serve(keeper, tenant, {
    actorOf: async () => {
      await held.promise
      return { ...keeper.session.actor, access }
    },
  })
  const body = { action: 'update', query: { 'filter[power][gte]': '1' }, expect: 501, values: { colour: 'blue' } }
  const headers = { 'idempotency-key': 'once' }
  const reply = await keeper.post('/machines/bulk', body, headers)
  expect(reply.status, JSON.stringify(reply.body)).toBe(202)
  const { job } = reply.body
  expect((await keeper.post('/machines/bulk', body, headers)).body).toEqual({ job })
  await shorten(tenant, job, 60)
  held.resolve()
  const view = await settled(keeper, job)
  expect(view).toMatchObject({ status: 'done', progress: { done: 60, total: 501 }, failures: 1, mayUndo: true })
  expect(view.label).toContain('501')
  expect(await totals(keeper, 'filter[colour]=blue')).toBe(59)
  expect(touched).toContain(`job:${keeper.session.actor.memberId}/${job}`)
  expect(ended.map(({ id, state }) => [id, state])).toEqual([[job, 'done']])
  expect((await keeper.get('/jobs')).body.data.map(({ id }: { id: string }) => id)).toEqual([job])
  const { data } = (await keeper.get(`/jobs/${job}/failures`, { 'accept-language': 'zh' })).body
  expect(data).toMatchObject([{ title: 'm7', code: 'FORBIDDEN', message: expect.stringContaining('权限') }])
  const undo = (await keeper.post(`/jobs/${job}/undo`, {})).body
  expect(undo).toMatchObject({ kind: 'undo', status: 'done', progress: { done: 59, total: 59 }, failures: 0 })
  expect(await totals(keeper, 'filter[colour]=blue')).toBe(0)
})

test('a job ends behind the row it is at when it is cancelled; a stranger can neither see nor stop it', async () => {
  const { tenant, keeper } = await machines(700)
  const held = Promise.withResolvers<void>()
  await serve(keeper, tenant, {
    actorOf: async () => {
      await held.promise
      return keeper.session.actor
    },
  })
  const body = { action: 'update', query: {}, expect: 700, values: { colour: 'blue' } }
  const { job } = (await keeper.post('/machines/bulk', body)).body
  for (const other of [tenant.as(), (await app.tenant()).as()]) {
    expect((await other.get(`/jobs/${job}`)).status).toBe(404)
    expect((await other.get(`/jobs/${job}/failures`)).status).toBe(404)
    expect((await other.post(`/jobs/${job}/cancel`, {})).status).toBe(404)
    expect((await other.post(`/jobs/${job}/undo`, {})).status).toBe(404)
  }
  expect((await keeper.post(`/jobs/${job}/cancel`, {})).body).toMatchObject({ status: 'cancelled', mayCancel: false })
  held.resolve()
  expect((await keeper.post(`/jobs/${job}/cancel`, {})).body.code).toBe('JOB_ENDED')
  expect(await totals(keeper, 'filter[colour]=blue')).toBe(0)
})

test('a job goes on where it stood when its server stops, and does no row twice', async () => {
  const { tenant, keeper } = await machines(501)
  let looks = 0
  const [held, twice] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const first = await serve(keeper, tenant, {
    actorOf: async () => {
      await held.promise
      if (++looks === 3) twice.resolve()
      return keeper.session.actor
    },
  })
  const body = { action: 'update', query: {}, expect: 501, values: { power: 1000 } }
  const { job } = (await keeper.post('/machines/bulk', body)).body
  await shorten(tenant, job, 100)
  held.resolve()
  await twice.promise
  await first.stop()
  const stopped = (await keeper.get(`/jobs/${job}`)).body
  expect(stopped.progress.done).toBeGreaterThan(0)
  expect(stopped.progress.done).toBeLessThan(100)
  await serve(keeper, tenant)
  expect(await settled(keeper, job)).toMatchObject({ status: 'done', progress: { done: 100, total: 501 }, failures: 0 })
  const events = `select count(*), count(distinct record_id) from kernel.audit_event where tenant_id = $1 and request_id = $2`
  const [rows] = await pool.flight(tenant.id, [{ text: events, values: [tenant.id, job] }])
  expect(rows?.[0]).toEqual(['100', '100'])
})

test('a right that is taken away ends the job, and who never had it is refused at once', async () => {
  const { tenant, keeper } = await machines(510)
  await serve(keeper, tenant, { actorOf: async () => null })
  const body = { action: 'update', query: {}, expect: 510, values: { colour: 'red' } }
  const { job } = (await keeper.post('/machines/bulk', body)).body
  expect(await settled(keeper, job)).toMatchObject({ status: 'failed', reason: expect.stringContaining('no longer') })
  const reader = tenant.as(['workshop.machine.read'])
  expect((await reader.post('/machines/bulk', body)).body.code).toBe('FORBIDDEN')
})
