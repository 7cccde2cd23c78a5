import { openRuntime } from '@tenon/kernel/background/runtime.ts'
import { addDays } from '@tenon/kernel/fields/date/day.ts'
import { startOutbox } from '@tenon/kernel/outbox/outbox.ts'
import type { Person } from '@tenon/kernel/testing/app.ts'
import { keepLog, onlyTenants } from '@tenon/kernel/testing/background.ts'
import { expect, onTestFinished, test, vi } from 'vitest'
import { act, byItself, create, house, inDays, issued, price } from '../story.ts'
import { alertsOf, atInstant, ending, join, seller, told } from '../testing/alerts.ts'
import { judgeLicenses } from './judge.ts'

const app = await house()
const judge = (person: Person) => byItself(person, ctx => judgeLicenses(ctx))
const judgeAt = (person: Person, instant: string) => atInstant(person, instant, ctx => judgeLicenses(ctx))
const administrator = async (timeZone = 'UTC') => (await app.tenant({ timeZone })).as()
const rungs = async (person: Person) =>
  (await alertsOf(person)).map(({ kind, threshold, status }) => [kind, threshold, status])

test('a licence climbs the ladder as its days pass; each rung is told once, and a later one settles the one before', async () => {
  const tenant = await app.tenant({ timeZone: 'UTC' })
  const person = tenant.as()
  const lin = await join(person, tenant, 'lin')
  const salesRep = await seller(person, 'Lin', lin)
  const dates = { startsOn: inDays(person, -234), endsOn: inDays(person, 130), graceDays: 5 }
  const licence = await issued(person, { salesRep, ...dates })
  const on = (left: number) => `${addDays(licence.endsOn, -left)}T09:00:00Z`
  for (const left of [121, 120, 119, 91, 90, 60, 45, 30, 12, 7, 1, 0, -1, -5, -6, -7]) await judgeAt(person, on(left))
  expect(await rungs(person)).toEqual([
    ['expiring', 120, 'resolved'],
    ['expiring', 90, 'resolved'],
    ['expiring', 60, 'resolved'],
    ['expiring', 30, 'resolved'],
    ['expiring', 7, 'resolved'],
    ['expiring', 0, 'resolved'],
    ['grace', null, 'resolved'],
    ['expired', null, 'open'],
  ])
  const said = (await told(person)).map(({ params }) => [params.case, params.days, params.license])
  expect(said.map(([wording, days]) => [wording, days])).toEqual([
    ...[120, 90, 60, 30, 7].map(days => ['expiring', days]),
    ['today', 0],
    ['grace', 0],
    ['expired', 0],
  ])
  expect(new Set(said.map(([, , code]) => code))).toEqual(new Set([licence.code]))
})

test('judged twice, at once, again after a restart or by a clock that was set back, nothing is opened or told again', async () => {
  const tenant = await app.tenant({ timeZone: 'UTC' })
  const person = tenant.as()
  const lin = await join(person, tenant, 'lin')
  const licence = await ending(person, 45, { salesRep: await seller(person, 'Lin', lin) })
  await Promise.all([judge(person), judge(person), judge(person)])
  await judge(person)
  const on = (left: number) => `${addDays(licence.endsOn, -left)}T09:00:00Z`
  await judgeAt(person, on(29))
  for (const left of [45, 70, 119, 29, 30]) await judgeAt(person, on(left))
  expect(await rungs(person)).toEqual([
    ['expiring', 60, 'resolved'],
    ['expiring', 30, 'open'],
  ])
  expect((await told(person)).map(({ params }) => params.days)).toEqual([60, 30])
})

test('the same hour is judged by the day of each organisation', async () => {
  const zones = ['Pacific/Kiritimati', 'Asia/Shanghai', 'America/Los_Angeles']
  for (const zone of zones) {
    const person = await administrator(zone)
    const { endsOn } = await ending(person, 20)
    const offset = { 'Pacific/Kiritimati': 14, 'Asia/Shanghai': 8, 'America/Los_Angeles': -8 }[zone] ?? 0
    const midnight = Date.parse(`${addDays(endsOn, -7)}T00:00:00Z`) - offset * 3_600_000
    await judgeAt(person, new Date(midnight - 1000).toISOString())
    expect(await rungs(person), zone).toEqual([['expiring', 30, 'open']])
    await judgeAt(person, new Date(midnight).toISOString())
    expect((await rungs(person)).at(-1), zone).toEqual(['expiring', 7, 'open'])
  }
})

test('told are the seller, whom the seller reports to and who looks after the partner; administrators when nobody else', async () => {
  const tenant = await app.tenant()
  const person = tenant.as()
  await create(person, 'roles', { key: 'administrator', name: 'Administrator', grants: [{ permission: '*' }] })
  const [boss, lin, wei, chen] = [
    await join(person, tenant, 'boss', ['administrator']),
    await join(person, tenant, 'lin'),
    await join(person, tenant, 'wei'),
    await join(person, tenant, 'chen'),
  ]
  const lead = await seller(person, 'Wei', wei)
  const manager = await seller(person, 'Chen', chen)
  const company = await create(person, 'companies', { name: '云帆科技', roles: ['partner'] })
  const partner = await create(person, 'partners', { name: '云帆科技', company: company.id, manager })
  const sold = await ending(person, 25, { salesRep: await seller(person, 'Lin', lin, lead), partner: partner.id })
  const orphan = await ending(person, 25, { salesRep: await seller(person, 'Who left', null) })
  await judge(person)
  const saidOf = async (code: string) =>
    (await told(person)).filter(({ params }) => params.license === code).map(({ member }) => member)
  expect((await saidOf(sold.code)).toSorted()).toEqual([lin, wei, chen].toSorted())
  expect(await saidOf(orphan.code)).toEqual([boss])
})

test('an alert is acknowledged, muted until a day, assigned and resolved; muted, it comes back on that day and is told again', async () => {
  const tenant = await app.tenant({ timeZone: 'UTC' })
  const [lin, wei] = [await join(tenant.as(), tenant, 'lin'), await join(tenant.as(), tenant, 'wei')]
  const person = tenant.as(undefined, { memberId: lin })
  await ending(person, 55, { salesRep: await seller(person, 'Lin', lin) })
  await judge(person)
  const [{ id }] = await alertsOf(person)
  expect(await act(person, 'license_alerts', id, 'acknowledge')).toMatchObject({
    status: 'acknowledged',
    assignee: lin,
  })
  await act(person, 'license_alerts', id, 'assign', { assignee: wei })
  expect((await told(person)).at(-1)).toMatchObject({ member: wei, kind: 'licenseAlertAssigned' })
  const tooLong = await person.post(`/license_alerts/${id}/mute`, { until: inDays(person, 181) })
  expect([tooLong.status, tooLong.body.code]).toEqual([422, 'MUTED_TOO_LONG'])
  await act(person, 'license_alerts', id, 'mute', { until: inDays(person, 10), reason: 'Order is on its way' })
  const before = (await told(person)).length
  await judgeAt(person, `${inDays(person, 9)}T23:59:59Z`)
  expect((await alertsOf(person))[0]).toMatchObject({ status: 'muted', note: 'Order is on its way' })
  await judgeAt(person, `${inDays(person, 10)}T00:00:00Z`)
  expect((await alertsOf(person))[0]).toMatchObject({ status: 'open', mutedUntil: null, assignee: wei })
  expect(await told(person)).toHaveLength(before + 1)
  await act(person, 'license_alerts', id, 'resolve', { reason: 'Customer leaves' })
  await judgeAt(person, `${inDays(person, 20)}T00:00:00Z`)
  expect(await rungs(person)).toEqual([['expiring', 60, 'resolved']])
  await judgeAt(person, `${inDays(person, 26)}T00:00:00Z`)
  expect((await rungs(person)).filter(([kind]) => kind === 'expiring')).toEqual([
    ['expiring', 60, 'resolved'],
    ['expiring', 30, 'open'],
  ])
})

test('over-use is told at 80 percent, at the limit and beyond it, and settled when seats are bought', async () => {
  const tenant = await app.tenant({ timeZone: 'UTC' })
  const lin = await join(tenant.as(), tenant, 'lin')
  const person = tenant.as()
  const licence = await ending(person, 300, { salesRep: await seller(person, 'Lin', lin) })
  const use = async (users: number) => {
    await act(person, 'licenses', licence.id, 'reportUsage', { users })
    await judge(person)
  }
  for (const users of [7, 8, 9, 10, 11, 12]) await use(users)
  expect(await rungs(person)).toEqual([
    ['overused', 80, 'resolved'],
    ['overused', 100, 'resolved'],
    ['overused', 100, 'open'],
  ])
  expect((await alertsOf(person)).map(({ severity }) => severity)).toEqual(['notice', 'warning', 'critical'])
  expect((await told(person)).map(({ params }) => params.case)).toEqual(['near', 'full', 'beyond'])
  await act(person, 'licenses', licence.id, 'expand', { users: 10, ...price })
  await judge(person)
  expect((await alertsOf(person, '&filter[status]=open')).map(({ kind }) => kind)).toEqual([])
  await use(16)
  expect((await rungs(person)).at(-1)).toEqual(['overused', 80, 'open'])
})

test('use that is not reported, and a purchase that is not paid, are told and settled when they are', async () => {
  const person = await administrator()
  const licence = await ending(person, 300)
  await act(person, 'licenses', licence.id, 'renew', { months: 12, ...price })
  await judgeAt(person, `${inDays(person, 29)}T12:00:00Z`)
  expect(await rungs(person)).toEqual([])
  await judgeAt(person, `${inDays(person, 31)}T12:00:00Z`)
  expect((await alertsOf(person)).map(({ kind }) => kind).toSorted()).toEqual(['unpaid', 'usageStale'])
  const [purchase] = (await person.get('/purchases')).body.data
  expect((await alertsOf(person, '&filter[kind]=unpaid'))[0]).toMatchObject({ subject: purchase.no, threshold: 30 })
  await act(person, 'purchases', purchase.id, 'recordPayment')
  await act(person, 'licenses', licence.id, 'reportUsage', { users: 1 })
  await judgeAt(person, `${inDays(person, 30)}T12:00:00Z`)
  expect((await alertsOf(person)).map(({ status, resolution }) => [status, resolution])).toEqual([
    ['resolved', 'causeGone'],
    ['resolved', 'causeGone'],
  ])
})

test('a renewal settles the alert at once, and its new term has a ladder of its own', async () => {
  const person = await administrator()
  const licence = await ending(person, 20)
  await judge(person)
  const runtime = openRuntime(app.runtime.pool)
  const outbox = startOutbox({
    ...app,
    runtime,
    tenants: onlyTenants(runtime.pool, [person.session.tenant.id]),
    log: keepLog(),
    delay: 10,
  })
  onTestFinished(() => outbox.stop())
  await act(person, 'licenses', licence.id, 'renew', { months: 12, ...price })
  outbox.wake(person.session.tenant.id)
  await vi.waitFor(async () => expect(await rungs(person)).toEqual([['expiring', 30, 'resolved']]), { timeout: 5_000 })
  const { endsOn } = (await person.get(`/licenses/${licence.id}`)).body
  await judgeAt(person, `${addDays(endsOn, -30)}T12:00:00Z`)
  expect((await alertsOf(person, '&filter[kind]=expiring')).map(({ dueOn }) => dueOn)).toEqual([licence.endsOn, endsOn])
})

test('alerts are written by the platform alone and read by who may', async () => {
  const tenant = await app.tenant()
  const person = tenant.as()
  await ending(person, 20)
  await judge(person)
  const [{ id, license }] = await alertsOf(person)
  const refused = [
    person.post('/license_alerts', { license, kind: 'expiring' }),
    person.patch(`/license_alerts/${id}`, { severity: 'notice' }),
    person.delete(`/license_alerts/${id}`),
    person.post(`/license_alerts/${id}/settle`, { resolution: 'causeGone' }),
  ]
  for (const { status } of await Promise.all(refused)) expect(status).toBe(404)
  expect((await tenant.as(['licensing.license.read']).get('/license_alerts')).status).toBe(403)
})
