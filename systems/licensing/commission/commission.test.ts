import type { Person } from '@tenon/kernel/testing/app.ts'
import { expect, test } from 'vitest'
import { act, byItself, create, draft, house, list } from '../story.ts'
import { join, seller } from '../testing/alerts.ts'
import { accrue, takeBackCommissions } from './accrue.ts'

const app = await house()
const money = (amount: string) => ({ amount, currency: 'CNY' })
const commissions = (person: Person) => list(person, 'commissions?sort=no')

/** A licence sold by Lin and brought by a partner who introduces, and an order of it that is paid. */
async function sale(types = ['referral']) {
  const tenant = await app.tenant()
  const lin = await join(tenant.as(), tenant, 'lin')
  const person = tenant.as()
  const company = await create(person, 'companies', { name: '引路咨询', roles: ['partner'] })
  const partner = await create(person, 'partners', { name: '引路咨询', company: company.id, types, tier: 'gold' })
  const salesRep = await seller(person, 'Lin', lin)
  const licence = await draft(person, { salesRep, partner: partner.id })
  const order = { license: licence.id, kind: 'new', orderedOn: '2026-11-02', amount: money('12000.00') }
  const { id, no } = await create(person, 'purchases', order)
  await act(person, 'purchases', id, 'place')
  await act(person, 'purchases', id, 'recordPayment', { paidOn: '2026-11-09' })
  await byItself(person, ctx => accrue(ctx, id))
  return { tenant, person, lin, salesRep, partner: partner.id, id, no }
}

test('a purchase that is paid earns its seller and the partner who introduced it their share, once', async () => {
  const { person, salesRep, partner, id } = await sale()
  await byItself(person, ctx => accrue(ctx, id))
  expect(await commissions(person)).toMatchObject([
    { earner: 'salesRep', salesRep, partner: null, base: money('12000.00'), rate: '5.00', amount: money('600.00') },
    { earner: 'partner', salesRep: null, partner, rate: '10.00', amount: money('1200.00'), accruedOn: '2026-11-09' },
  ])
})

test('a partner who buys at a discount earns nothing beside it, and rates of the house come before the usual ones', async () => {
  const { person, id } = await sale(['reseller'])
  expect((await commissions(person)).map(({ earner }) => earner)).toEqual(['salesRep'])
  await create(person, 'commission_rates', { earner: 'salesRep', kind: 'new', percent: '7.5' })
  const { license } = (await person.get(`/purchases/${id}`)).body
  const order = { license, kind: 'new', orderedOn: '2026-11-03', amount: money('100.00') }
  const second = await create(person, 'purchases', order)
  await act(person, 'purchases', second.id, 'place')
  await act(person, 'purchases', second.id, 'recordPayment')
  await byItself(person, ctx => accrue(ctx, second.id))
  expect((await commissions(person)).at(-1)).toMatchObject({ rate: '7.50', amount: money('7.50') })
})

test('a refund reverses what was not paid out, and takes back by a negative row what was', async () => {
  const { person, id, no } = await sale()
  const [own, partners] = await commissions(person)
  await act(person, 'commissions', partners.id, 'approve')
  const paid = await act(person, 'commissions', partners.id, 'pay', { paymentNo: 'PAY-9' })
  await act(person, 'purchases', id, 'refund', { reason: 'Wrong edition' })
  for (const _ of [1, 2]) await byItself(person, ctx => takeBackCommissions(ctx, id))
  const after = await commissions(person)
  expect(after).toMatchObject([
    { id: own.id, status: 'reversed', reason: no },
    paid,
    { status: 'accrued', reverses: partners.id, base: money('-12000.00'), amount: money('-1200.00') },
  ])
  const owed = after.filter(({ status }) => status !== 'reversed')
  expect(owed.reduce((sum, { amount }) => sum + Number(amount.amount), 0)).toBe(0)
})

test('nobody approves or pays out what they earn, and what was paid out stands as it is', async () => {
  const { tenant, person, lin } = await sale()
  const [own] = await commissions(person)
  const self = tenant.as(undefined, { memberId: lin })
  const refused = await self.post(`/commissions/${own.id}/approve`)
  expect([refused.status, refused.body.code]).toEqual([403, 'OWN_COMMISSION'])
  await act(person, 'commissions', own.id, 'approve')
  expect((await self.post(`/commissions/${own.id}/pay`)).body.code).toBe('OWN_COMMISSION')
  await act(person, 'commissions', own.id, 'pay')
  expect((await person.post(`/commissions/${own.id}/reverse`, { reason: 'x' })).body.code).toBe('WRONG_STATE')
  const reader = tenant.as([{ permission: 'licensing.commission.read', scope: 'own' }], { memberId: lin })
  expect((await list(reader, 'commissions')).map(({ earner }) => earner)).toEqual(['salesRep'])
})
