import { Registry } from 'prom-client'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openRuntime } from '../background/runtime.ts'
import { type TestTenant, testApp } from '../testing/app.ts'
import { keepLog, onlyTenants } from '../testing/background.ts'
import { machine, person, reading, start, workshop } from '../testing/workshop.ts'
import { type OutboxOptions, startOutbox } from './outbox.ts'
import { attemptLimit, reviveEvent } from './pending.ts'
import { on, type Reaction } from './reaction.ts'

const app = await testApp([workshop], { max: 8 })
const { pool } = app.runtime

const countIn = async (tenant: TestTenant, table: string, where = 'true') => {
  const [rows] = await pool.flight(tenant.id, [
    { text: `select count(*) from ${table} where tenant_id = $1 and ${where}`, values: [tenant.id] },
  ])
  return Number(rows?.[0]?.[0])
}
const waiting = (tenant: TestTenant) => countIn(tenant, 'kernel.outbox_event')

/** A server of its own with these reactions, for these organisations. */
function serve(reactions: readonly Reaction[], tenants: readonly TestTenant[], options: Partial<OutboxOptions> = {}) {
  const runtime = openRuntime(pool)
  const log = keepLog()
  const outbox = startOutbox({
    runtime,
    catalog: { ...app.catalog, systems: [{ ...workshop, reactions, messages: { en: { label: 'Workshop' }, zh: {} } }] },
    tenants: onlyTenants(
      pool,
      tenants.map(t => t.id),
    ),
    log,
    delay: 10,
    firstRetry: 5,
    ...options,
  })
  runtime.onCommit(outbox.wake)
  onTestFinished(() => outbox.stop())
  return { ...outbox, log }
}
const addMachine = async (tenant: TestTenant, name = 'Press') => {
  const { status, body } = await tenant.as().post('/machines', { name })
  expect(status).toBe(201)
  return body.id as string
}
const copies = on([machine, 'created'], 'test.copy', async ({ ctx, event }) => {
  await ctx.create(person, { name: `Keeper of ${event.after?.name}` })
})

test('a reaction sees what happened, acts in the name of its system, and the outbox is empty afterwards', async () => {
  const tenant = await app.tenant()
  const id = await addMachine(tenant, 'Lathe')
  const outbox = serve([copies], [tenant])
  outbox.wake(tenant.id)
  await vi.waitFor(async () => expect(await waiting(tenant)).toBe(0))
  const { body } = await tenant.as().get('/people')
  expect(body.data.map((row: { name: string }) => row.name)).toEqual(['Keeper of Lathe'])
  const history = await tenant.as().get(`/people/${body.data[0].id}/history`)
  expect(JSON.stringify(history.body)).toContain('Workshop')
  expect(id).toBeTruthy()
})

test('what a reaction writes wakes the next one', async () => {
  const tenant = await app.tenant()
  await addMachine(tenant)
  const chain = on([person, 'created'], 'test.chain', async ({ ctx, event }) => {
    await ctx.update(person, event.recordId, { name: 'Second' })
  })
  serve([copies, chain], [tenant]).wake(tenant.id)
  await vi.waitFor(async () => expect(await countIn(tenant, 'workshop.person', "name = 'Second'")).toBe(1))
  await vi.waitFor(async () => expect(await waiting(tenant)).toBe(0))
})

test('after a crash the sweep finds what nobody told of', async () => {
  const tenant = await app.tenant()
  await addMachine(tenant)
  serve([copies], [tenant])
  await vi.waitFor(async () => expect(await countIn(tenant, 'workshop.person')).toBe(1))
})

test('two servers over the same organisations do everything once', async () => {
  const tenants = await Promise.all([1, 2, 3].map(() => app.tenant()))
  for (const tenant of tenants) for (let i = 0; i < 20; i++) await addMachine(tenant)
  const other = on([machine, 'created'], 'test.measure', async ({ ctx, event }) => {
    await ctx.create(reading, { machine: event.recordId, value: 1 })
  })
  const servers = [serve([copies, other], tenants), serve([copies, other], tenants)]
  for (const tenant of tenants) for (const server of servers) server.wake(tenant.id)
  for (const tenant of tenants) {
    await vi.waitFor(async () => expect(await waiting(tenant)).toBe(0), 10_000)
    expect(await countIn(tenant, 'workshop.person')).toBe(20)
    expect(await countIn(tenant, 'workshop.reading')).toBe(20)
    expect(await countIn(tenant, 'kernel.reaction_done')).toBe(0)
  }
})

test('a reaction that fails leaves nothing, is tried again, and does not keep its neighbour from its effect', async () => {
  const tenant = await app.tenant()
  await addMachine(tenant)
  let attempts = 0
  const shaky = on([machine, 'created'], 'test.shaky', async ({ ctx, event }) => {
    await ctx.create(reading, { machine: event.recordId, value: attempts })
    if (++attempts < 4) throw new Error('not yet')
  })
  serve([shaky, copies], [tenant]).wake(tenant.id)
  await vi.waitFor(async () => expect(await waiting(tenant)).toBe(0))
  expect(attempts).toBe(4)
  expect(await countIn(tenant, 'workshop.reading')).toBe(1)
  expect(await countIn(tenant, 'workshop.person')).toBe(1)
})

test('after the last attempt an event is dead: counted, explained without secrets, and revived by hand', async () => {
  const tenant = await app.tenant()
  await addMachine(tenant)
  const registry = new Registry()
  let broken = true
  const poison = on([machine, 'created'], 'test.poison', async () => {
    if (broken) throw new Error('cannot reach https://user:hunter2@mail.example with token=abc123')
  })
  const outbox = serve([poison], [tenant], { registry, firstRetry: 0.01 })
  outbox.wake(tenant.id)
  const dead = () => countIn(tenant, 'kernel.outbox_event', `available_at = 'infinity' and attempts = ${attemptLimit}`)
  await vi.waitFor(async () => expect(await dead()).toBe(1), 10_000)
  outbox.wake(tenant.id)
  await vi.waitFor(async () =>
    expect(await registry.getSingleMetricAsString('tenon_outbox_dead_events')).toMatch(/ 1$/),
  )

  const [rows] = await pool.flight(tenant.id, [
    { text: 'select id, last_error from kernel.outbox_event where tenant_id = $1', values: [tenant.id] },
  ])
  const [id, reason] = rows?.[0] ?? []
  expect(reason).toContain('cannot reach')
  expect(reason).not.toMatch(/hunter2|abc123/)

  broken = false
  await pool.flight(tenant.id, [reviveEvent(tenant.id, id as string)])
  outbox.wake(tenant.id)
  await vi.waitFor(async () => expect(await waiting(tenant)).toBe(0))
})

test('one organisation full of poison does not delay another', async () => {
  const [bad, good] = await Promise.all([app.tenant(), app.tenant()])
  for (let i = 0; i < 60; i++) await addMachine(bad)
  let failures = 0
  let before = -1
  const poison = on([machine, 'created'], 'test.poison', async ({ ctx }) => {
    if (ctx.tenant.id === good.id) before = failures
    else {
      failures++
      throw new Error('poison')
    }
  })
  const outbox = serve([poison], [bad, good], { concurrency: 2, sweepEvery: 600_000 })
  outbox.wake(bad.id)
  await vi.waitFor(() => expect(failures).toBeGreaterThan(5))
  await addMachine(good)
  const seen = failures
  outbox.wake(good.id)
  await vi.waitFor(() => expect(before).toBeGreaterThan(-1))
  expect(before - seen).toBeLessThan(60)
  expect(await waiting(good)).toBeLessThanOrEqual(1)
})

test('a reaction that never comes back counts as failed and lets its organisation go on', async () => {
  const tenant = await app.tenant()
  const stuck = await addMachine(tenant, 'Stuck')
  const hang = on([machine, 'created'], 'test.hang', async ({ event }) => {
    if (event.recordId === stuck) await new Promise(() => {})
  })
  const outbox = serve([hang], [tenant], { reactionLimit: 50, firstRetry: 3_600_000 })
  await vi.waitFor(async () => expect(await countIn(tenant, 'kernel.outbox_event', 'attempts = 1')).toBe(1))
  await addMachine(tenant, 'Next')
  outbox.wake(tenant.id)
  await vi.waitFor(async () => expect(await waiting(tenant)).toBe(1))
})

test('events that nobody listens to vanish without a reaction being asked', async () => {
  const tenant = await app.tenant()
  for (let i = 0; i < 30; i++) await addMachine(tenant)
  expect(await waiting(tenant)).toBe(30)
  serve([on(start, 'test.started', async () => {})], [tenant]).wake(tenant.id)
  await vi.waitFor(async () => expect(await waiting(tenant)).toBe(0))
})

test('reactions of a system the organisation does not use are not run', async () => {
  const tenant = await app.tenant()
  await addMachine(tenant)
  const tenants = onlyTenants(pool, [tenant.id], async () => false)
  serve([copies], [tenant], { tenants }).wake(tenant.id)
  await vi.waitFor(async () => expect(await waiting(tenant)).toBe(0))
  expect(await countIn(tenant, 'workshop.person')).toBe(0)
})

test('stopping waits for the reaction that runs', async () => {
  const tenant = await app.tenant()
  await addMachine(tenant)
  const begun = Promise.withResolvers<void>()
  const go = Promise.withResolvers<void>()
  const slow = on([machine, 'created'], 'test.slow', async ({ ctx }) => {
    begun.resolve()
    await go.promise
    await ctx.create(person, { name: 'Late' })
  })
  const outbox = serve([slow], [tenant])
  outbox.wake(tenant.id)
  await begun.promise
  const stopping = outbox.stop()
  go.resolve()
  await stopping
  expect(await countIn(tenant, 'workshop.person')).toBe(1)
  expect(await waiting(tenant)).toBe(1) // what the reaction itself wrote, for the next start
})
