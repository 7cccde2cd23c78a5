import { openRuntime } from '@tenon/kernel/background/runtime.ts'
import { addDays } from '@tenon/kernel/fields/date/day.ts'
import { startOutbox } from '@tenon/kernel/outbox/outbox.ts'
import type { Person } from '@tenon/kernel/testing/app.ts'
import { keepLog, onlyTenants } from '@tenon/kernel/testing/background.ts'
import { expect, onTestFinished, test, vi } from 'vitest'
import { lapseLicenses } from '../license/license.schedule.ts'
import { act, byItself, create, house, inDays, list, price } from '../story.ts'
import { atInstant, ending, join, seller } from '../testing/alerts.ts'
import { followRenewals } from './follow.ts'

const app = await house()
const followAt = (person: Person, instant: string) => atInstant(person, instant, ctx => followRenewals(ctx, 120))
const follow = (person: Person) => byItself(person, ctx => followRenewals(ctx, 120))
const renewals = (person: Person) => list(person, 'renewals?sort=no')
const value = { amount: '9000.00', currency: 'CNY' }

test('a renewal opens 120 days before the last day, once, with the owner and the amount of the licence', async () => {
  const person = (await app.tenant({ timeZone: 'UTC' })).as()
  const salesRep = await seller(person, 'Lin', null)
  const licence = await ending(person, 130, { salesRep, value })
  await ending(person, 130, { model: 'trial' })
  await followAt(person, `${addDays(licence.endsOn, -121)}T23:59:59Z`)
  expect(await renewals(person)).toEqual([])
  const at = `${addDays(licence.endsOn, -120)}T00:00:00Z`
  await Promise.all([followAt(person, at), followAt(person, at)])
  await followAt(person, at)
  expect(await renewals(person)).toMatchObject([
    {
      license: licence.id,
      dueOn: licence.endsOn,
      owner: salesRep,
      expected: value,
      status: 'upcoming',
      risk: 'low',
      probability: 60,
      weighted: { amount: '5400.00', currency: 'CNY' },
    },
  ])
})

test('its owner contacts, quotes and is promised it; the risk grows while nothing is agreed', async () => {
  const tenant = await app.tenant({ timeZone: 'UTC' })
  const person = tenant.as()
  const licence = await ending(person, 100, { value })
  await follow(person)
  const [{ id }] = await renewals(person)
  await followAt(person, `${addDays(licence.endsOn, -60)}T08:00:00Z`)
  expect((await renewals(person))[0]).toMatchObject({ risk: 'medium', probability: 48 })
  await act(person, 'renewals', id, 'contact', { nextStepOn: inDays(person, 3) })
  const quoted = await act(person, 'renewals', id, 'quote', { expected: { amount: '9900.00', currency: 'CNY' } })
  expect(quoted).toMatchObject({ status: 'quoted', expected: { amount: '9900.00' }, nextStepOn: inDays(person, 3) })
  expect(await act(person, 'renewals', id, 'commit')).toMatchObject({ status: 'committed', probability: 72 })
  expect((await person.post(`/renewals/${id}/win`)).status).toBe(404)
})

async function withOutbox(person: Person) {
  const runtime = openRuntime(app.runtime.pool)
  const tenants = onlyTenants(runtime.pool, [person.session.tenant.id])
  const outbox = startOutbox({ ...app, runtime, tenants, log: keepLog(), delay: 10 })
  onTestFinished(() => outbox.stop())
  return () => outbox.wake(person.session.tenant.id)
}
const becomes = (person: Person, ...expected: object[]) =>
  vi.waitFor(async () => expect(await renewals(person)).toMatchObject(expected), { timeout: 5_000 })

test('renewing the licence wins it with the purchase that did so, and the next term has a renewal of its own', async () => {
  const person = (await app.tenant({ timeZone: 'UTC' })).as()
  const licence = await ending(person, 30)
  await follow(person)
  const wake = await withOutbox(person)
  const renewed = await act(person, 'licenses', licence.id, 'renew', { months: 12, ...price })
  wake()
  const [purchase] = await list(person, 'purchases')
  await becomes(person, { status: 'won', purchase: purchase.id, settledOn: inDays(person, 0), probability: 100 })
  await followAt(person, `${addDays(renewed.endsOn, -90)}T08:00:00Z`)
  expect(await renewals(person)).toMatchObject([
    { dueOn: licence.endsOn, status: 'won' },
    { dueOn: renewed.endsOn, status: 'upcoming' },
  ])
})

test('it lapses when the licence expires; a customer who comes back late still wins it', async () => {
  const person = (await app.tenant({ timeZone: 'UTC' })).as()
  const licence = await ending(person, -20, { graceDays: 30 })
  await byItself(person, lapseLicenses)
  await follow(person)
  expect(await renewals(person)).toMatchObject([{ status: 'upcoming', risk: 'high' }])
  await atInstant(person, `${inDays(person, 11)}T08:00:00Z`, lapseLicenses)
  await followAt(person, `${inDays(person, 11)}T08:05:00Z`)
  expect(await renewals(person)).toMatchObject([{ status: 'lapsed', settledOn: inDays(person, 11) }])
  await act(person, 'licenses', licence.id, 'renew', { months: 12, ...price })
  const wake = await withOutbox(person)
  wake()
  await becomes(person, { status: 'won' })
})

test('ending the licence loses it for the reason given; an upgrade takes it along to the successor', async () => {
  const tenant = await app.tenant({ timeZone: 'UTC' })
  const [lin, wei] = [await join(tenant.as(), tenant, 'lin'), await join(tenant.as(), tenant, 'wei')]
  const [person, other] = [tenant.as(undefined, { memberId: lin }), tenant.as(undefined, { memberId: wei })]
  const [left, grown] = [await ending(person, 80), await ending(person, 90)]
  await follow(person)
  const wake = await withOutbox(person)
  await act(person, 'licenses', left.id, 'requestTermination', { reason: 'Insolvent' })
  await act(other, 'licenses', left.id, 'terminate')
  await act(person, 'licenses', grown.id, 'upgrade', { edition: 'enterprise', ...price })
  wake()
  const [successor] = await list(person, `licenses?filter[supersedes]=${grown.id}`)
  await becomes(
    person,
    { status: 'lost', reason: 'Insolvent' },
    { status: 'upcoming', license: successor.id, dueOn: grown.endsOn },
  )
})

test('one may be opened earlier by hand, and not a second time for the same term', async () => {
  const person = (await app.tenant()).as()
  const licence = await ending(person, 300)
  await create(person, 'renewals', { license: licence.id, dueOn: licence.endsOn })
  expect((await person.post('/renewals', { license: licence.id, dueOn: licence.endsOn })).status).toBe(422)
})
