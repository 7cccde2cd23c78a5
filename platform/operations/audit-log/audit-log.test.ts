import { randomBytes } from 'node:crypto'
import { sealBlock } from '@tenon/kernel/audit/sealing.ts'
import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { ctxAt } from '@tenon/kernel/operations/ctx-at.ts'
import { type Person, type TestTenant, testApp } from '@tenon/kernel/testing/app.ts'
import { person, workshop } from '@tenon/kernel/testing/workshop.ts'
import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { operations } from '../index.ts'
import { auditRoutes } from './audit-routes.ts'
import { historyUpkeep } from './upkeep.schedule.ts'

const app = await testApp([workshop, operations], { routes: (_, catalog) => auditRoutes(catalog) })
const log = 'operations.auditLog.*'

async function history() {
  const tenant = await app.tenant()
  const admin = tenant.as(undefined, { name: 'Wang Lei' })
  const person = (await admin.post('/people', { name: 'Zhao' })).body
  await admin.patch(`/people/${person.id}`, { name: 'Zhao Qiming', version: 1 })
  const machine = (await admin.post('/machines', { name: 'Press', power: 50, owner: person.id })).body
  await admin.post(`/machines/${machine.id}/start`, {})
  return { tenant, admin, person, machine }
}
const acts = async (reader: Person, query = '') => {
  const { body } = await reader.get(`/audit_log${query}`)
  return body.data.map((entry: { entity: { name: string }; act: string }) => `${entry.entity.name} ${entry.act}`)
}

test('every change stands there once, newest first, named in words and with before and after', async () => {
  const { admin, person, machine } = await history()
  const { status, body } = await admin.get('/audit_log')
  expect(status).toBe(200)
  expect(body.data).toMatchObject([
    {
      act: 'start',
      record: { id: machine.id, title: 'Press' },
      changes: [{ field: 'status', before: 'idle', after: 'running' }],
    },
    { act: 'create', entity: { name: 'workshop.machine', path: 'machines' }, actor: { name: 'Wang Lei' } },
    { act: 'update', record: { id: person.id }, changes: [{ field: 'name', before: 'Zhao', after: 'Zhao Qiming' }] },
    { act: 'create', via: 'http', address: '127.0.0.1' },
  ])
  expect(body.page).toEqual({ size: 50 })
  const owner = body.data[1].changes.find((change: { field: string }) => change.field === 'owner')
  expect(owner).toMatchObject({ after: person.id, afterTitle: 'Zhao Qiming' })
})

test('it is filtered by record, kind, act, person, address, time and words', async () => {
  const { tenant, admin, person } = await history()
  const other = tenant.as(undefined, { name: 'Li Na' })
  await other.post('/people', { name: 'Sun' })
  expect(await acts(admin, `?filter[record]=${person.id}`)).toEqual([
    'workshop.person update',
    'workshop.person create',
  ])
  expect(await acts(admin, '?filter[entity]=workshop.machine')).toEqual([
    'workshop.machine start',
    'workshop.machine create',
  ])
  expect(await acts(admin, '?filter[act]=start')).toEqual(['workshop.machine start'])
  expect(await acts(admin, `?filter[member]=${other.session.actor.memberId}`)).toEqual(['workshop.person create'])
  expect(await acts(admin, '?search=li%20n')).toEqual(['workshop.person create'])
  expect(await acts(admin, '?filter[address]=127.')).toHaveLength(5)
  expect(await acts(admin, '?filter[address]=10.')).toEqual([])
  const now = Date.now()
  expect(await acts(admin, `?filter[at][gte]=${new Date(now - 60_000).toISOString()}`)).toHaveLength(5)
  expect(await acts(admin, `?filter[at][gte]=${new Date(now + 60_000).toISOString()}`)).toEqual([])
  expect(await acts(admin, '?filter[at][lt]=2020-01-01')).toEqual([])
  expect((await admin.get('/audit_log?filter[record]=1&colour=red')).body.fields).toEqual([
    expect.objectContaining({ field: 'filter[record]', code: 'INVALID_VALUE' }),
    expect.objectContaining({ field: 'colour', code: 'UNKNOWN_FIELD' }),
  ])
})

test('pages follow one another without gap or repetition', async () => {
  const { admin } = await history()
  const first = (await admin.get('/audit_log?page[size]=3')).body
  const second = (await admin.get(`/audit_log?page[size]=3&page[after]=${first.page.next}`)).body
  expect([...first.data, ...second.data].map(entry => entry.act)).toEqual(['start', 'create', 'update', 'create'])
  expect(second.page.next).toBeUndefined()
})

test('kinds of record one may not read are not there, nor counted by pages', async () => {
  const { tenant } = await history()
  const clerk = tenant.as([log, 'workshop.person.*'])
  const { body } = await clerk.get('/audit_log?page[size]=2')
  expect(body.data.map((entry: { act: string }) => entry.act)).toEqual(['update', 'create'])
  expect(body.page).toEqual({ size: 2 })
  expect(await acts(clerk, '?filter[entity]=workshop.machine')).toEqual([])
})

test('rows beyond one’s own are not there', async () => {
  const { tenant } = await history()
  const mine = tenant.as([log, { permission: 'workshop.machine.*', scope: 'own' }])
  const { body } = await mine.post('/machines', { name: 'Drill' })
  expect(await acts(mine)).toEqual(['workshop.machine create'])
  expect((await mine.get('/audit_log')).body.data[0].record.id).toBe(body.id)
})

test('nothing of a hidden field is told: not its value, not its name, not by any filter, not in the file', async () => {
  const { tenant, admin } = await history()
  const secret = randomBytes(8).toString('hex')
  await admin.post('/machines', { name: 'Lathe', story: secret, power: 777 })
  const reader = tenant.as([log, { permission: 'workshop.machine.*', fields: ['name'] }])
  const answers = await Promise.all(
    ['', `?search=${secret}`, `?search=${secret.slice(0, 4)}`, '/export', '/export?format=csv&filter[act]=create'].map(
      query => reader.get(`/audit_log${query}`),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  expect(JSON.stringify(answers)).not.toContain(secret)
  expect(JSON.stringify(answers)).not.toMatch(/\b777[,}"]|"story"|"power"/)
  expect(answers[1]?.body.data).toEqual(answers[2]?.body.data)
})

test('another organisation’s log is another', async () => {
  const { machine } = await history()
  const stranger = (await app.tenant()).as()
  expect(await acts(stranger)).toEqual([])
  expect(await acts(stranger, `?filter[record]=${machine.id}`)).toEqual([])
})

test('each of the three needs a right of its own', async () => {
  const { tenant } = await history()
  const [nobody, reader] = [tenant.as(['workshop.*']), tenant.as(['workshop.*', 'operations.auditLog.list'])]
  const statuses = async (person: Person) =>
    Promise.all(['', '/export', '/verify'].map(async path => (await person.get(`/audit_log${path}`)).status))
  expect(await statuses(nobody)).toEqual([403, 403, 403])
  expect(await statuses(reader)).toEqual([200, 403, 403])
})

test('the file carries what the page shows, safe for spreadsheets, in the reader’s language and the organisation’s time', async () => {
  const tenant = await app.tenant({ timeZone: 'Asia/Shanghai' })
  const admin = tenant.as(undefined, { name: '=cmd()', language: 'zh' })
  await admin.post('/people', { name: '赵启明' })
  const csv = (await admin.get('/audit_log/export')).body as string
  const [header, row] = csv.split('\r\n')
  expect(header).toContain('时间,操作人,操作')
  expect(row).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,'=cmd\(\),创建/)
  expect(row).toContain('赵启明')
  const book = await admin.get('/audit_log/export?format=xlsx')
  expect(book.headers['content-type']).toContain('spreadsheetml')
  expect((await admin.get('/audit_log/export?format=pdf')).status).toBe(422)
})

const sealed = (tenant: TestTenant) =>
  vi.waitFor(async () => {
    while ((await sealBlock(app.runtime.pool, tenant.id)).events > 0);
    expect((await sealBlock(app.runtime.pool, tenant.id)).waiting).toBe(false)
  }, 10_000)

test('the check tells an untouched history from an edited one', async () => {
  const { tenant, admin } = await history()
  await sealed(tenant)
  expect((await admin.get('/audit_log/verify')).body).toMatchObject({
    isIntact: true,
    fault: null,
    events: 4,
    unsealed: 0,
  })
  const owner = new pg.Client(app.database.owner)
  await owner.connect()
  await owner.query("select set_config('app.tenant_id', $1, false)", [tenant.id])
  await owner.query("update kernel.audit_event set actor_name = 'Nobody' where tenant_id = $1 and act = 'start'", [
    tenant.id,
  ])
  await owner.end()
  expect((await admin.get('/audit_log/verify')).body).toMatchObject({ isIntact: false, fault: { kind: 'edited' } })
})

test('how long the history is kept is the organisation’s to say, stands in the log, and is never less than half a year', async () => {
  const { tenant, admin } = await history()
  expect((await admin.get('/audit_log/retention')).body).toEqual({ months: null, forgotten: 0, forgottenAt: null })
  expect((await admin.put('/audit_log/retention', { months: 24 })).body).toMatchObject({ months: 24 })
  expect((await admin.get('/audit_log?page[size]=1')).body.data).toMatchObject([
    { act: 'keep', entity: { name: 'operations.auditLog' }, changes: [{ field: 'months', before: null, after: 24 }] },
  ])
  expect((await admin.put('/audit_log/retention', { months: 5 })).status).toBe(422)
  const reader = tenant.as(['operations.auditLog.list'])
  expect((await reader.put('/audit_log/retention', { months: null })).status).toBe(403)
})

test('the nightly upkeep forgets what is past its time, and the check still holds', async () => {
  const { tenant, admin } = await history()
  const { runtime, actor } = admin.session
  await admin.put('/audit_log/retention', { months: 6 })
  await unitOfWork(runtime, tenant, actor, work => historyUpkeep.run(ctxOf(work)))
  await sealed(tenant)
  expect((await admin.get('/audit_log/verify')).body).toMatchObject({ isIntact: true, events: 5, forgotten: 0 })
})

test('a day is the organisation’s day', async () => {
  const tenant = await app.tenant({ timeZone: 'Pacific/Kiritimati' }) // 14 hours ahead: its day begins on the day before
  const admin = tenant.as()
  const { runtime, actor } = admin.session
  const at = (instant: string) =>
    unitOfWork(runtime, tenant, actor, work => ctxAt(work, new Date(instant), actor).create(person, { name: instant }))
  await at('2026-03-09T09:59:59Z')
  await at('2026-03-09T10:00:00Z')
  const named = async (query: string) =>
    (await admin.get(`/audit_log?${query}`)).body.data.map((entry: { record: { title: string } }) => entry.record.title)
  expect(await named('filter[at][gte]=2026-03-10')).toEqual(['2026-03-09T10:00:00Z'])
  expect(await named('filter[at][lt]=2026-03-10')).toEqual(['2026-03-09T09:59:59Z'])
})
