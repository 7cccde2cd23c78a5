import { expect, test, vi } from 'vitest'
import { testApp } from '../testing/app.ts'
import { connectFor } from '../testing/background.ts'
import { workshop } from '../testing/workshop.ts'
import { blockHash, digestsOf, genesis } from './block.ts'
import { eventHash } from './event.ts'
import { renumberChain } from './renumber.ts'
import { sealBlock } from './sealing.ts'
import { verifyChain } from './verification.ts'

const app = await testApp([workshop])
const { pool } = app.runtime

/** The horizon belongs to the whole server, so other tests' transactions can hold it back for a moment. */
const sealAll = (tenantId: string) =>
  vi.waitFor(async () => {
    while ((await sealBlock(pool, tenantId, 3)).events > 0);
    expect((await sealBlock(pool, tenantId, 3)).waiting).toBe(false)
  }, 10_000)

/** An organisation with twelve real changes, sealed in blocks of three, and the owner's connection to plant a fault with. */
async function history() {
  const tenant = await app.tenant()
  const person = tenant.as()
  const { body } = await person.post('/people', { name: 'Zhao' })
  for (let i = 1; i < 12; i++) await person.patch(`/people/${body.id}`, { name: `Zhao ${i}`, version: i })
  await sealAll(tenant.id)
  const owner = await connectFor(app.database.owner, tenant.id)
  const { rows: events } = await owner.query(
    'select id, hash, tx from kernel.audit_event where tenant_id = $1 order by tx, id',
    [tenant.id],
  )
  const plant = (sql: string, ...values: unknown[]) => owner.query(sql, [tenant.id, ...values])
  return { tenant, owner, events, plant, verify: () => verifyChain(pool, tenant.id) }
}

test('an untouched history verifies, of every kind of act, and tells its head', async () => {
  const { tenant, verify } = await history()
  const machine = (
    await tenant.as().post('/machines', {
      name: 'Press',
      price: { amount: '12.50', currency: 'CNY' },
      settings: { deep: [1, null, { a: 'é' }] },
      parts: [{ name: 'Bolt', quantity: 2 }],
    })
  ).body
  await tenant.as().post(`/machines/${machine.id}/start`, {})
  const found = await verify()
  expect(found).toMatchObject({ fault: undefined, blocks: 4, events: 14, unsealed: 2 })
  expect(found.head).not.toBe(genesis)
})

test('an edited event is named', async () => {
  const { events, plant, verify } = await history()
  await plant(`update kernel.audit_event set after = '{"name": "Qian"}' where tenant_id = $1 and id = $2`, events[4].id)
  expect((await verify()).fault).toMatchObject({ kind: 'edited', eventId: events[4].id })
})

test.each(['actor_name', 'act', 'via', 'reason', 'address'])('an edit of %s is found', async column => {
  const { events, plant, verify } = await history()
  await plant(`update kernel.audit_event set ${column} = 'someone else' where tenant_id = $1 and id = $2`, events[7].id)
  expect((await verify()).fault).toMatchObject({ kind: 'edited', eventId: events[7].id })
})

test('an event edited together with its hash is found by its block', async () => {
  const { tenant, events, plant, verify } = await history()
  const { rows } = await plant(
    'select at, entity, record_id, member_id, actor_name from kernel.audit_event where tenant_id = $1 and id = $2',
    events[4].id,
  )
  const forged = eventHash({
    id: events[4].id,
    tenantId: tenant.id,
    at: rows[0].at.toISOString(),
    memberId: rows[0].member_id,
    actorName: rows[0].actor_name,
    siteId: null,
    via: 'cli',
    address: null,
    requestId: null,
    entity: rows[0].entity,
    recordId: rows[0].record_id,
    act: 'update',
    reason: null,
    before: null,
    after: null,
  })
  await plant(
    `update kernel.audit_event set via = 'cli', address = null, request_id = null, act = 'update', before = null, after = null, hash = $3 where tenant_id = $1 and id = $2`,
    events[4].id,
    forged,
  )
  expect((await verify()).fault).toEqual({ kind: 'replaced', block: 2, sealed: 3, found: 3 })
})

test('a removed event is missed in its block', async () => {
  const { events, plant, verify } = await history()
  await plant('delete from kernel.audit_event where tenant_id = $1 and id = $2', events[5].id)
  expect((await verify()).fault).toEqual({ kind: 'removed', block: 2, sealed: 3, found: 2 })
})

test('an event slipped in later is one too many', async () => {
  const { tenant, events, plant, verify } = await history()
  const forged = {
    id: events[4].id.replace(/.$/, (c: string) => (c === '0' ? '1' : '0')),
    tenantId: tenant.id,
    at: '2026-01-01T00:00:00.000Z',
    memberId: null,
    actorName: 'Nobody',
    siteId: null,
    via: 'http',
    address: null,
    requestId: null,
    entity: 'workshop.person',
    recordId: events[4].id,
    act: 'update',
    reason: null,
    before: null,
    after: null,
  }
  await plant(
    `insert into kernel.audit_event (tenant_id, id, at, actor_name, via, entity, record_id, act, hash, tx) values ($1, $2, $3, 'Nobody', 'http', $4, $5, 'update', $6, $7)`,
    forged.id,
    forged.at,
    forged.entity,
    forged.recordId,
    eventHash(forged),
    events[4].tx,
  )
  expect((await verify()).fault).toEqual({ kind: 'inserted', block: 2, sealed: 3, found: 4 })
})

test('two events that changed places are found', async () => {
  const { events, plant, verify } = await history()
  await plant(
    'update kernel.audit_event set tx = case when id = $2 then $5::bigint else $4::bigint end where tenant_id = $1 and id in ($2, $3)',
    events[3].id,
    events[4].id,
    events[3].tx,
    events[4].tx,
  )
  expect((await verify()).fault).toEqual({ kind: 'reordered', block: 2, sealed: 3, found: 3 })
})

test('a block that was edited, taken out or forged is found', async () => {
  const edited = await history()
  await edited.plant('update kernel.audit_block set events = 2 where tenant_id = $1 and sequence = 3')
  expect((await edited.verify()).fault).toEqual({ kind: 'blockEdited', block: 3 })

  const missing = await history()
  await missing.plant('delete from kernel.audit_block where tenant_id = $1 and sequence = 2')
  expect((await missing.verify()).fault).toEqual({ kind: 'blockMissing', block: 2 })

  const forged = await history()
  const digests = digestsOf([forged.events[3].hash])
  const hash = blockHash({ previous: genesis, sequence: 2, events: 1, ...digests })
  await forged.plant(
    'update kernel.audit_block set previous = $2, events = 1, ordered = $3, content = $4, hash = $5 where tenant_id = $1 and sequence = 2',
    genesis,
    digests.ordered,
    digests.content,
    hash,
  )
  expect((await forged.verify()).fault).toEqual({ kind: 'chainBroken', block: 2 })
})

test('an edit among the unsealed events is found too', async () => {
  const { tenant, plant, verify } = await history()
  await tenant.as().post('/people', { name: 'Sun' })
  await plant(
    "update kernel.audit_event set actor_name = 'Li' where tenant_id = $1 and act = 'create' and after->>'name' = 'Sun'",
  )
  expect((await verify()).fault).toMatchObject({ kind: 'edited' })
})

test('a copy from another cluster is told from a forgery, and fits after being renumbered', async () => {
  const { tenant, owner, plant, verify } = await history()
  await tenant.as().post('/people', { name: 'Sun' })
  await plant('update kernel.audit_event set tx = tx + 4000000000 where tenant_id = $1')
  await plant('update kernel.audit_block set to_tx = to_tx + 4000000000 where tenant_id = $1')
  expect((await verify()).fault).toMatchObject({ kind: 'foreignTransactions' })

  await renumberChain(owner, tenant.id)
  await renumberChain(owner, tenant.id)
  expect(await verify()).toMatchObject({ fault: undefined, blocks: 4, unsealed: 1 })
  await tenant.as().post('/people', { name: 'Li' })
  await sealAll(tenant.id)
  expect(await verify()).toMatchObject({ fault: undefined, events: 14, unsealed: 0 })
})

test('the run-time role can neither edit nor take out what was written', async () => {
  const { tenant, events } = await history()
  const server = await connectFor(app.database.app, tenant.id)
  for (const sql of [
    "update kernel.audit_event set actor_name = 'x' where tenant_id = $1",
    'delete from kernel.audit_event where tenant_id = $1',
    'delete from kernel.audit_block where tenant_id = $1',
    'update kernel.audit_block set events = 0 where tenant_id = $1',
  ])
    await expect(server.query(sql, [tenant.id])).rejects.toMatchObject({ code: '42501' })
  expect(events.length).toBe(12)
})
