import type { Person } from '@tenon/kernel/testing/app.ts'
import { expect, test } from 'vitest'
import { act, byItself, house, inDays } from '../story.ts'
import { alertsOf, atInstant, ending } from '../testing/alerts.ts'
import { usageReport } from '../usage-report/usage-report.entity.ts'
import { licenseKeyOf, policyOf, program, publishableKeyOf } from '../validity/asking.ts'
import { judgeLicenses } from './judge.ts'

const app = await house()
const judgeAt = (person: Person, instant: string) => atInstant(person, instant, ctx => judgeLicenses(ctx))
const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString()
const said = async (person: Person) =>
  (await alertsOf(person)).map(({ kind, subject, status }) => [kind, subject, status])

/** Two licences of one policy, and a program that uses them. */
async function pair(terms = {}) {
  const person = (await app.tenant({ timeZone: 'UTC' })).as()
  const { product, policy } = await policyOf(person, terms)
  const made = { product: product.id, policy: policy.id }
  const [one, other] = [await ending(person, 300, made), await ending(person, 300, made)]
  const keys = [await licenseKeyOf(person, one.id), await licenseKeyOf(person, other.id)]
  return { person, one, other, keys, ask: program(app, await publishableKeyOf(person)) }
}

test('a machine that must give signs of life and falls silent is told, and settled when it is heard again', async () => {
  const { person, keys, ask } = await pair({ requireHeartbeat: true, heartbeatSeconds: 600 })
  const machine = { key: keys[0], fingerprint: 'f-1' }
  expect((await ask('activate', { ...machine, hostname: 'srv-1' })).status).toBe(201)
  await judgeAt(person, hours(1))
  expect(await said(person)).toEqual([])
  await judgeAt(person, hours(2))
  await judgeAt(person, hours(3))
  expect(await said(person)).toEqual([['heartbeatDead', 'srv-1', 'open']])
  expect((await ask('heartbeat', machine)).status).toBe(200)
  await byItself(person, ctx => judgeLicenses(ctx))
  expect(await said(person)).toEqual([['heartbeatDead', 'srv-1', 'resolved']])
})

test('the same machine under two licences of a product is suspected on both, until one gives it back', async () => {
  const { person, keys, ask } = await pair()
  for (const key of keys) await ask('activate', { key, fingerprint: 'f-1' })
  await ask('activate', { key: keys[0], fingerprint: 'f-2' })
  await byItself(person, ctx => judgeLicenses(ctx))
  expect(await said(person)).toEqual([
    ['cloneSuspected', 'f-1', 'open'],
    ['cloneSuspected', 'f-1', 'open'],
  ])
  await ask('deactivate', { key: keys[1], fingerprint: 'f-1' })
  await byItself(person, ctx => judgeLicenses(ctx))
  expect((await said(person)).map(([, , status]) => status)).toEqual(['resolved', 'resolved'])
})

test('a check-in that is due is told the day after, once for each time it is missed', async () => {
  const { person, one } = await pair({ requireCheckIn: true, checkInDays: 400 })
  const due = (day: number) => `${inDays(person, day)}T06:00:00Z`
  await act(person, 'licenses', one.id, 'reportUsage', { users: 1 })
  await judgeAt(person, due(336 - 300))
  const kinds = async () => (await alertsOf(person, '&filter[kind]=checkInOverdue')).length
  expect(await kinds()).toBe(0)
  await judgeAt(person, due(337))
  await judgeAt(person, due(338))
  expect(await kinds()).toBe(2)
})

test('receipts that do not fit together are suspected until they do', async () => {
  const { person, one } = await pair()
  const period = { periodStart: hours(-2), periodEnd: hours(-1), recordedAt: hours(-1) }
  const report = { license: one.id, source: 'upload', ...period, finding: 'fork' } as const
  await byItself(person, async ctx => void (await ctx.create(usageReport, report)))
  const [{ id }] = (await person.get('/usage_reports')).body.data
  for (const _ of [1, 2]) await byItself(person, ctx => judgeLicenses(ctx))
  expect(await said(person)).toEqual([['cloneSuspected', null, 'open']])
  await byItself(person, async ctx => void (await ctx.update(usageReport, id, { finding: null })))
  await byItself(person, ctx => judgeLicenses(ctx))
  expect(await said(person)).toEqual([['cloneSuspected', null, 'resolved']])
})
