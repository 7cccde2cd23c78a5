import fc from 'fast-check'
import { v7 as uuid } from 'uuid'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openRuntime } from '../background/runtime.ts'
import { type TestTenant, testApp } from '../testing/app.ts'
import { connectFor, keepLog, onlyTenants } from '../testing/background.ts'
import { workshop } from '../testing/workshop.ts'
import { auditEvent, insertAudit } from './event.ts'
import { sealBlock, startSealing } from './sealing.ts'
import { verifyChain } from './verification.ts'

const app = await testApp([workshop], { max: 8 })
const { pool } = app.runtime

/** One event of a tenant as any write makes it. */
function eventOf(tenant: TestTenant) {
  const change = {
    id: uuid(),
    tenantId: tenant.id,
    at: new Date().toISOString(),
    entity: 'workshop.person',
    recordId: uuid(),
    act: 'create',
    reason: null,
    before: null,
    after: { name: '阀门 & "bolt"', n: 1.5 },
  }
  const { text, values } = insertAudit(auditEvent(change, tenant.as().session.actor))
  return { text, values: [...values] }
}
/** A writer whose transaction stays open as long as the test likes. */
async function writer(tenant: TestTenant) {
  const client = await pool.connect()
  await client.query('begin')
  await client.query("select set_config('app.tenant_id', $1, true)", [tenant.id])
  const end = async (how: string) => {
    await client.query(how)
    client.release()
  }
  return { write: () => client.query(eventOf(tenant)), commit: () => end('commit'), rollback: () => end('rollback') }
}
const write = (tenant: TestTenant, events = 1) =>
  pool.flight(
    tenant.id,
    Array.from({ length: events }, () => eventOf(tenant)),
  )
/** The horizon belongs to the whole server, so other tests' transactions can hold it back for a moment. */
async function sealAll(tenant: TestTenant) {
  await vi.waitFor(async () => {
    while ((await sealBlock(pool, tenant.id)).events > 0);
    expect((await sealBlock(pool, tenant.id)).waiting).toBe(false)
  }, 10_000)
}

test('committed events are sealed soon after, without anyone asking', async () => {
  const tenant = await app.tenant()
  const runtime = openRuntime(pool)
  const sealing = startSealing({ runtime, tenants: onlyTenants(pool, [tenant.id]), log: keepLog(), delay: 20 })
  onTestFinished(() => sealing.stop())
  runtime.onCommit(sealing.wake)
  await write(tenant, 3)
  runtime.committed(tenant.id)
  await vi.waitFor(
    async () => expect(await verifyChain(pool, tenant.id)).toMatchObject({ fault: undefined, events: 3, unsealed: 0 }),
    10_000,
  )
})

test('what commits while an older transaction is open waits for it, and then all stand in one exact order', async () => {
  const tenant = await app.tenant()
  const early = await writer(tenant)
  await early.write()
  await write(tenant)
  await write(tenant)
  expect(await sealBlock(pool, tenant.id)).toEqual({ events: 0, waiting: true })
  await early.write()
  await early.commit()
  await sealAll(tenant)
  expect(await verifyChain(pool, tenant.id)).toMatchObject({ fault: undefined, events: 4, unsealed: 0 })
})

test('what an abandoned transaction wrote was never there', async () => {
  const tenant = await app.tenant()
  const early = await writer(tenant)
  await early.write()
  await write(tenant)
  await early.rollback()
  await sealAll(tenant)
  expect(await verifyChain(pool, tenant.id)).toMatchObject({ fault: undefined, events: 1, unsealed: 0 })
})

test('one transaction larger than a block is cut into blocks of the limit', async () => {
  const tenant = await app.tenant()
  await write(tenant, 2_300)
  await sealAll(tenant)
  expect(await verifyChain(pool, tenant.id)).toMatchObject({ fault: undefined, events: 2_300, blocks: 3, unsealed: 0 })
})

test('many servers sealing at once make one chain', async () => {
  const tenant = await app.tenant()
  for (let i = 0; i < 20; i++) {
    await write(tenant, 2)
    await Promise.all(Array.from({ length: 6 }, () => sealBlock(pool, tenant.id, 5)))
  }
  await sealAll(tenant)
  expect(await verifyChain(pool, tenant.id)).toMatchObject({ fault: undefined, events: 40, unsealed: 0 })
})

test('a writer never waits for the sealing of a block', async () => {
  const tenant = await app.tenant()
  await write(tenant)
  const sealer = await connectFor(app.database.app, tenant.id)
  await sealer.query('begin')
  await sealer.query("select pg_advisory_xact_lock(hashtextextended('audit ' || $1::text, 0))", [tenant.id])
  expect(await sealBlock(pool, tenant.id)).toEqual({ events: 0, waiting: true })
  await write(tenant)
  await sealer.query('commit')
})

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('write' as const), who: fc.nat(2) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('commit' as const, 'rollback' as const), who: fc.nat(2) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('seal' as const), who: fc.integer({ min: 1, max: 4 }) }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** Does the steps, finding the chain whole after each, and answers how many events were committed. */
async function interleave(tenant: TestTenant, steps: readonly Step[]): Promise<number> {
  const open = new Map<number, Awaited<ReturnType<typeof writer>> & { events: number }>()
  let committed = 0
  try {
    for (const { kind, who } of steps) {
      const writing = open.get(who)
      if (kind === 'seal') await sealBlock(pool, tenant.id, who)
      else if (kind === 'write') {
        const current = writing ?? { ...(await writer(tenant)), events: 0 }
        open.set(who, current)
        await current.write()
        current.events++
      } else if (writing) {
        open.delete(who)
        await writing[kind]()
        if (kind === 'commit') committed += writing.events
      }
      expect((await verifyChain(pool, tenant.id)).fault).toBeUndefined()
    }
  } finally {
    for (const writing of open.values()) await writing.rollback()
  }
  return committed
}

test('whatever interleaving of open, writing, ending and sealing: every event is sealed once and the chain holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 40 }), async steps => {
      const tenant = await app.tenant()
      const events = await interleave(tenant, steps)
      await sealAll(tenant)
      expect(await verifyChain(pool, tenant.id)).toMatchObject({ fault: undefined, events, unsealed: 0 })
    }),
    { numRuns: 20 },
  )
}, 60_000)
