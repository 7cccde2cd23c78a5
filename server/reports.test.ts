import { memberActors, operator } from '@tenon/identity/server'
import { openRuntime } from '@tenon/kernel/background/runtime.ts'
import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import type { Tenant } from '@tenon/kernel/entity/ctx.ts'
import { startJobs } from '@tenon/kernel/jobs/jobs.ts'
import { readMail } from '@tenon/kernel/mail/pending.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { keepLog, onlyTenants } from '@tenon/kernel/testing/background.ts'
import { reports } from '@tenon/reports'
import { sendJob } from '@tenon/reports/server'
import { expect, onTestFinished, test, vi } from 'vitest'
import { type SignedIn, wholeServer } from './testing/whole-server.ts'

const { app, person, tenant } = await wholeServer()

const byEdition = {
  query: { 'filter[status]': 'draft' },
  group: ['edition'],
  measures: ['count', 'sum:value', 'sum:authorizedUsers'],
}

/** Three drafts: two of a representative who sees only their own, one of somebody else, in two currencies. */
async function organisation() {
  const own = await tenant()
  const boss = await person(own, [{ role: 'administrator' }])
  const scoped = await boss.send('POST', '/roles', {
    key: 'ownLicences',
    name: 'Own licences',
    grants: ['read', 'export'].map(verb => ({ permission: `licensing.license.${verb}`, scope: 'own' })),
  })
  expect(scoped.status, JSON.stringify(scoped.body)).toBe(201)
  const rep = await person(own, [{ role: scoped.body.key }])
  const seller = (await boss.send('POST', '/sales_reps', { name: 'Lin', member: rep.memberId })).body
  const customer = (await boss.send('POST', '/customers', { name: '华信精密' })).body
  const draft = async (values: object) => {
    const made = await boss.send('POST', '/licenses', { customer: customer.id, startsOn: '2026-01-01', ...values })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
  }
  await draft({ authorizedUsers: 10, value: { amount: '100.00', currency: 'CNY' }, salesRep: seller.id })
  await draft({ authorizedUsers: 20, value: { amount: '30.50', currency: 'EUR' }, salesRep: seller.id })
  await draft({ authorizedUsers: 40, value: { amount: '1000.00', currency: 'CNY' }, edition: 'business' })
  return { own, boss, rep }
}

/** Made once: what the tests keep in it stands side by side. */
const house = await organisation()

async function keep(who: SignedIn, body: object = {}) {
  const made = await who.send('POST', '/reports', {
    name: '版本分布',
    collection: 'licenses',
    shape: 'pivot',
    definition: byEdition,
    ...body,
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body
}

test('a shared report tells each reader what they may see, and keeps currencies apart', async () => {
  const { boss, rep } = house
  const { id } = await keep(boss, { audience: 'team' })
  const all = (await boss.send('GET', `/reports/${id}/result`)).body
  expect(all.columns.map(({ header }: { header: string }) => header)).toEqual([
    'Edition',
    'Number',
    'Sum of Contract value (CNY)',
    'Sum of Contract value (EUR)',
    'Sum of Users allowed',
  ])
  expect(all.rows).toEqual([
    ['Team', 2, 100, 30.5, 30],
    ['Business', 1, 1000, null, 40],
    ['Total', 3, 1100, 30.5, 70],
  ])
  expect((await rep.send('GET', `/reports/${id}/result`)).body.rows.at(-1)).toEqual(['Total', 2, 100, 30.5, 30])
})

test('a report goes out as csv, xlsx and pdf; a table of it has its columns in their order', async () => {
  const { boss } = house
  const { id } = await keep(boss)
  const csv = await boss.send('GET', `/reports/${id}/export?format=csv`, undefined, { 'accept-language': 'zh' })
  expect(csv.body).toContain('团队版,2,100,30.5,30')
  expect(csv.headers['content-disposition']).toContain(encodeURIComponent('版本分布'))
  const starts = { xlsx: 'PK', pdf: '%PDF' }
  for (const [format, start] of Object.entries(starts))
    expect(String((await boss.send('GET', `/reports/${id}/export?format=${format}`)).body).slice(0, start.length)).toBe(
      start,
    )
  const definition = { query: { sort: '-authorizedUsers' }, columns: ['authorizedUsers', 'edition'] }
  const table = await keep(boss, { shape: 'table', definition })
  const rows = String((await boss.send('GET', `/reports/${table.id}/export?format=csv`)).body)
  expect(rows.trim().split('\r\n').slice(1)).toEqual(['40,Business', '20,Team', '10,Team'])
})

const known = async (who: SignedIn) =>
  (await who.send('GET', '/reports')).body.data.map((one: { id: string }) => one.id)

test('a report of one person is nobody else’s; a shared one is changed by its owner', async () => {
  const { boss, rep } = house
  const { id } = await keep(boss)
  expect((await rep.send('GET', `/reports/${id}`)).status).toBe(404)
  expect(await known(rep)).not.toContain(id)
  expect((await boss.send('PATCH', `/reports/${id}`, { audience: 'team' })).status).toBe(200)
  expect(await known(rep)).toContain(id)
  expect((await rep.send('PATCH', `/reports/${id}`, { name: 'Mine' })).body.code).toBe('NOT_YOUR_REPORT')
  expect((await boss.send('PATCH', `/reports/${id}`, { name: 'Ours', version: 1 })).body.code).toBe('STALE')
  expect((await boss.send('DELETE', `/reports/${id}`)).status).toBe(204)
  expect((await rep.send('GET', `/reports/${id}`)).status).toBe(404)
})

test('what may not be asked is not kept', async () => {
  const { boss, rep } = house
  const body = (definition: object, more = {}) => ({
    name: 'X',
    collection: 'licenses',
    shape: 'pivot',
    definition,
    ...more,
  })
  const status = async (who: SignedIn, wanted: object) => (await who.send('POST', '/reports', wanted)).status
  expect(await status(boss, body({ group: ['nope'] }))).toBe(422)
  expect(await status(boss, body({ measures: ['sum:code'] }))).toBe(422)
  expect(await status(boss, body({ query: { 'filter[nope]': '1' } }))).toBe(422)
  expect(await status(boss, body(byEdition, { collection: 'nothing' }))).toBe(404)
  expect(await status(rep, body({ group: ['kind'] }, { collection: 'purchases' }))).toBe(403)
  const strangers = { every: 'day', hour: 8, recipients: ['01994b7c-0000-7000-8000-000000000000'] }
  expect(await status(boss, body(byEdition, { schedule: strangers }))).toBe(422)
})

/** A server that works the jobs of this organisation off. */
async function working(own: Tenant) {
  const runtime = openRuntime(app.runtime.pool)
  const jobs = await startJobs({
    connection: app.database.app,
    runtime,
    catalog: app.catalog,
    tenants: onlyTenants(runtime.pool, [own.id]),
    log: keepLog(),
    jobs: [
      sendJob({
        runtime,
        catalog: app.catalog,
        actorOf: memberActors(runtime.pool),
        baseUrl: 'https://tenon.example.com',
      }) as never,
    ],
    poll: 50,
    grace: 5_000,
  })
  runtime.onCommit(jobs.wake)
  onTestFinished(() => jobs.stop())
  const [schedule] = reports.schedules
  return { hour: () => unitOfWork(runtime, own, operator, work => schedule?.run(ctxOf(work)) ?? Promise.resolve()) }
}

async function mailsOf(own: Tenant) {
  const [rows = []] = await app.runtime.pool.flight(own.id, [
    {
      text: `select id, recipient, subject, text_body, html_body, attempts, encode(attachment, 'base64'), attachment_name, attachment_type
        from kernel.mail where tenant_id = $1`,
      values: [own.id],
    },
  ])
  return rows.map(readMail)
}

test('a report is mailed when it is due, once, to each recipient under their own rights and in their language', async () => {
  const { own, boss, rep } = house
  await rep.send('PATCH', '/user/preferences', { language: 'zh' })
  const outsider = await person(own, [{ role: 'engineer' }])
  const recipients = [boss.memberId, rep.memberId, outsider.memberId]
  const schedule = { every: 'day', hour: 0, format: 'csv', recipients }
  const { id } = await keep(boss, { schedule })
  const { hour } = await working(own)
  await hour()
  await app.runtime.pool.flight(own.id, [
    {
      text: 'update reports.report set sent_on = sent_on - 1 where tenant_id = $1 and sent_on is not null',
      values: [own.id],
    },
  ])
  await hour()
  await hour()
  const mails = await vi.waitFor(async () => {
    const sent = await mailsOf(own)
    expect(sent).toHaveLength(3)
    return sent
  }, 8_000)
  const attached = mails.map(({ attachment }) => attachment?.content.toString() ?? '')
  expect(attached.filter(text => text.includes('Total,3,1100'))).toHaveLength(1)
  expect(attached.filter(text => text.includes('合计,2,100,30.5,30'))).toHaveLength(1)
  expect(attached.filter(text => text === '')).toHaveLength(1)
  for (const { text } of mails) expect(text).toContain(`https://tenon.example.com/reports/${id}`)
})
