import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { v7 as uuid } from 'uuid'
import { expect, onTestFinished, test, vi } from 'vitest'
import { compile } from '../data/sql.ts'
import { type TestTenant, testApp } from '../testing/app.ts'
import { connectFor } from '../testing/background.ts'
import { workshop } from '../testing/workshop.ts'
import { auditEvent, insertAudit } from './event.ts'
import { dropEmptyMonths, forgetPast, makePartitions } from './partitions.ts'
import { sealBlock } from './sealing.ts'
import { verifyChain } from './verification.ts'

const app = await testApp([workshop])
const { pool } = app.runtime

const monthsFromNow = (months: number) => {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 15))
}
const nameOf = (month: Date) => `audit_event_${month.toISOString().slice(0, 7).replace('-', '_')}`

/** An event that was made in that month. */
function eventAt(tenant: TestTenant, at: Date) {
  const made = { id: uuid({ msecs: at.getTime() }), tenantId: tenant.id, at: at.toISOString() }
  const change = { entity: 'workshop.person', recordId: randomUUID(), act: 'create', reason: null, before: null }
  const { text, values } = insertAudit(
    auditEvent({ ...made, ...change, after: { name: 'x' } }, tenant.as().session.actor),
  )
  return { text, values: [...values] }
}
const write = (tenant: TestTenant, ...at: Date[]) =>
  pool.flight(
    tenant.id,
    at.map(instant => eventAt(tenant, instant)),
  )

async function owner(tenant: TestTenant) {
  const client = await connectFor(app.database.owner, tenant.id)
  const placesOf = async () =>
    (
      await client.query(
        'select tableoid::regclass::text as place from kernel.audit_event where tenant_id = $1 order by id',
        [tenant.id],
      )
    ).rows.map(({ place }) => place.replace('kernel.', ''))
  return { client, placesOf }
}
const sealAll = (tenant: TestTenant, limit = 2) =>
  vi.waitFor(async () => {
    while ((await sealBlock(pool, tenant.id, limit)).events > 0);
    expect((await sealBlock(pool, tenant.id, limit)).waiting).toBe(false)
  }, 10_000)

test('an event stands in the month it was made in, and one for which no month is made in the other place', async () => {
  const tenant = await app.tenant()
  await write(tenant, monthsFromNow(0), monthsFromNow(3), monthsFromNow(8), monthsFromNow(-30))
  const { placesOf } = await owner(tenant)
  expect(await placesOf()).toEqual([
    'audit_event_other',
    nameOf(monthsFromNow(0)),
    nameOf(monthsFromNow(3)),
    'audit_event_other',
  ])
})

test('a month made late takes over what waits for it, behind the same wall, with the chain as it was', async () => {
  const [tenant, other] = [await app.tenant(), await app.tenant()]
  await write(tenant, monthsFromNow(0), monthsFromNow(5))
  await sealAll(tenant)
  await pool.flight(tenant.id, [{ text: 'select kernel.make_audit_partitions(5)', values: [] }])
  const { client, placesOf } = await owner(tenant)
  expect(await placesOf()).toEqual([nameOf(monthsFromNow(0)), nameOf(monthsFromNow(5))])
  expect(await verifyChain(pool, tenant.id)).toMatchObject({ fault: undefined, events: 2 })
  const { rows } = await client.query(
    `select relrowsecurity, relforcerowsecurity, (select count(*)::int from pg_policy where polrelid = c.oid) as policies,
      has_table_privilege($2, c.oid, 'SELECT, INSERT, UPDATE, DELETE') as is_open from pg_class c where relname = $1`,
    [nameOf(monthsFromNow(5)), app.database.app.user],
  )
  expect(rows).toEqual([{ relrowsecurity: true, relforcerowsecurity: true, policies: 1, is_open: false }])
  const [seen] = await pool.flight(other.id, [{ text: 'select count(*) from kernel.audit_event', values: [] }])
  expect(seen).toEqual([['0']])
  expect(await pool.flight(tenant.id, [compile(makePartitions)])).toEqual([[['0']]])
})

/** An organisation with two years of sealed history that keeps twelve months of it. */
async function oldHistory() {
  const tenant = await app.tenant()
  const { client, placesOf } = await owner(tenant)
  const months = [-26, -25, -20, -14, -11, -5, 0].map(monthsFromNow)
  for (const month of months) await write(tenant, month)
  await sealAll(tenant)
  const keep = (count: number | null) =>
    client.query('update kernel.tenant set audit_months = $2 where id = $1', [tenant.id, count])
  const forget = async () => Number((await pool.flight(tenant.id, [compile(forgetPast(tenant.id))]))[0]?.[0]?.[0])
  return { tenant, client, placesOf, keep, forget, verify: () => verifyChain(pool, tenant.id) }
}

test('what an organisation no longer keeps goes in whole blocks, and the chain still verifies from its beginning', async () => {
  const { placesOf, keep, forget, verify } = await oldHistory()
  const whole = await verify()
  expect(await forget()).toBe(0) // kept for good unless told
  await keep(12)
  expect(await forget()).toBe(4)
  expect(await forget()).toBe(0)
  expect(await verify()).toEqual({ ...whole, events: 3, forgotten: 4 })
  expect(await placesOf()).toHaveLength(3)
})

test('what is taken away beyond that, or slipped in below it, is still found', async () => {
  const { tenant, client, keep, forget, verify } = await oldHistory()
  await keep(12)
  await forget()
  await client.query(
    'delete from kernel.audit_event where tenant_id = $1 and id = (select id from kernel.audit_event where tenant_id = $1 order by id limit 1)',
    [tenant.id],
  )
  expect((await verify()).fault).toMatchObject({ kind: 'removed', block: 3 })
  await client.query('update kernel.audit_block set events = 1 where tenant_id = $1 and sequence = 1', [tenant.id])
  expect((await verify()).fault).toEqual({ kind: 'blockEdited', block: 1 })
})

test('nobody keeps less than half a year, and the server can neither move the floor nor delete', async () => {
  const { tenant, keep } = await oldHistory()
  await expect(keep(5)).rejects.toMatchObject({ code: '23514' })
  const server = await connectFor(app.database.app, tenant.id)
  for (const sql of [
    `insert into kernel.audit_floor (tenant_id, sequence, events) values ($1, 99, 0)`,
    'delete from kernel.audit_event where tenant_id = $1',
    `delete from kernel.${nameOf(monthsFromNow(0))} where tenant_id = $1`,
    `drop table kernel.${nameOf(monthsFromNow(0))} -- $1`,
  ])
    await expect(server.query(sql, sql.includes('drop') ? [] : [tenant.id])).rejects.toMatchObject({ code: '42501' })
})

test('a month goes when no organisation has anything in it, and not before', async () => {
  const [one, two] = [await oldHistory(), await oldHistory()]
  const month = nameOf(monthsFromNow(-25))
  await one.client.query(`select kernel.make_audit_partition('${monthsFromNow(-25).toISOString().slice(0, 7)}-01')`)
  const isThere = async () =>
    (await one.client.query('select to_regclass($1) is not null as there', [`kernel.${month}`])).rows[0].there
  for (const { keep, forget } of [one, two]) await keep(12).then(forget)
  const late = await app.tenant()
  await write(late, monthsFromNow(-25))
  await pool.flight(late.id, [compile(dropEmptyMonths)])
  expect(await isThere()).toBe(true)
  await owner(late).then(({ client }) => client.query('delete from kernel.audit_event where tenant_id = $1', [late.id]))
  const others = 'select distinct tenant_id from kernel.audit_event where tableoid = to_regclass($1)'
  for (const { tenant_id } of (await one.client.query(others, [`kernel.${month}`])).rows)
    await one.client.query('delete from kernel.audit_event where tenant_id = $1 and tableoid = to_regclass($2)', [
      tenant_id,
      `kernel.${month}`,
    ])
  await pool.flight(late.id, [compile(dropEmptyMonths)])
  expect(await isThere()).toBe(false)
})

/** The kernel's tables as they were before, owned by somebody who is no superuser. */
async function formerDatabase() {
  const admin = new pg.Client(app.database.owner)
  await admin.connect()
  const name = `former_${randomUUID().slice(0, 8)}`
  await admin.query(`create role ${name} login password 'x'`)
  await admin.query(`create database ${name} owner ${name}`)
  const client = new pg.Client({ ...app.database.owner, user: name, password: 'x', database: name })
  await client.connect()
  onTestFinished(async () => {
    await client.end()
    await admin.query(`drop database ${name}`)
    await admin.query(`drop role ${name}`)
    await admin.end()
  })
  const apply = async (file: string) =>
    client.query(
      (await readFile(new URL(`../migrations/${file}`, import.meta.url), 'utf8')).replaceAll('{{app}}', name),
    )
  await client.query('create schema kernel')
  await apply('0001-kernel.sql')
  await client.query('alter table kernel.audit_event enable row level security, force row level security')
  return { client, apply }
}

test('a history from before is moved whole, also by an owner whom the wall holds back', async () => {
  const { client, apply } = await formerDatabase()
  const tenant = await app.tenant()
  await client.query(`create policy all_rows on kernel.audit_event using (true) with check (true)`)
  for (const month of [0, -1, -1, -7]) {
    const { text, values } = eventAt(tenant, monthsFromNow(month))
    await client.query(text, values)
  }
  await client.query('drop policy all_rows on kernel.audit_event')
  await apply('0006-audit-partitions.sql')
  await client.query("select set_config('app.tenant_id', $1, false)", [tenant.id])
  const { rows } = await client.query('select tableoid::regclass::text as place from kernel.audit_event order by id')
  expect(rows.map(({ place }) => place.replace('kernel.', ''))).toEqual(
    [-7, -1, -1, 0].map(month => nameOf(monthsFromNow(month))),
  )
})
