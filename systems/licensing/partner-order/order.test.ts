import { openRuntime } from '@tenon/kernel/background/runtime.ts'
import { startOutbox } from '@tenon/kernel/outbox/outbox.ts'
import type { Person } from '@tenon/kernel/testing/app.ts'
import { keepLog, onlyTenants } from '@tenon/kernel/testing/background.ts'
import { expect, onTestFinished, test, vi } from 'vitest'
import { partnerOf, vendor } from '../portal/testing/trade.ts'
import { act, create, house, inDays, list } from '../story.ts'

const app = await house()

const item = (policy: { id: string }, more: object = {}) => ({
  ...{ policy: policy.id, quantity: 10, endCustomer: '远景仪器' },
  ...more,
})

test('an order takes its prices from the list and the discount of the partner, whatever its body says', async () => {
  const trade = await vendor(app)
  const { sales } = await partnerOf(trade, '拓联')
  const items = [
    item(trade.yearly),
    item(trade.yearly, { quantity: 100, termMonths: 6, endCustomer: '海岳' }),
    item(trade.forGood, { quantity: 1 }),
  ]
  const cheap = await sales.post('/partners/orders', {
    items: [{ ...items[0], unitPrice: { amount: '1.00', currency: 'CNY' } }],
  })
  expect([cheap.status, cheap.body.fields]).toMatchObject([422, [{ field: 'items.0.unitPrice' }]])
  const { body } = await sales.post('/partners/orders/price', { items })
  const order = await create(sales, 'partners/orders', { poNo: 'PO-1', items })
  expect(order).toMatchObject({ status: 'draft', label: 'draft', itemCount: 3, actions: ['edit', 'submit', 'cancel'] })
  expect(order.items.map((one: { subtotal: { amount: string } }) => one.subtotal.amount)).toEqual([
    '9600.00',
    '40000.00',
    '4000.00',
  ])
  expect([order.total, body.total]).toEqual(Array(2).fill({ amount: '53600.00', currency: 'CNY' }))
  const fewer = await sales.put(`/partners/orders/${order.id}`, {
    items: [{ ...items[0], id: order.items[0].id, quantity: 20 }],
  })
  expect(fewer.body).toMatchObject({
    itemCount: 1,
    items: [{ id: order.items[0].id, quantity: 20 }],
    total: { amount: '19200.00' },
  })
  const abroad = await sales.post('/partners/orders', { currency: 'USD', items })
  expect(abroad.body.fields[0]).toMatchObject({ field: 'items.0.policy', code: 'NO_PRICE' })
})

test('confirming brings purchases, licences and deployments about; the last deployment fulfils the order', async () => {
  const trade = await vendor(app)
  const { administrator } = trade
  const { sales, id: partner } = await partnerOf(trade, '拓联', { types: ['integrator'] })
  const known = await create(administrator, 'customers', { name: '海岳' })
  const items = [item(trade.yearly), item(trade.yearly, { endCustomer: '海岳' }), item(trade.forGood)]
  const order = await create(sales, 'partners/orders', { items })
  await act(sales, 'partners/orders', order.id, 'submit')
  expect((await sales.put(`/partners/orders/${order.id}`, { items })).body.code).toBe('ORDER_FIXED')
  await act(administrator, 'partner_orders', order.id, 'review')
  expect((await sales.post(`/partners/orders/${order.id}/cancel`)).body.code).toBe('WRONG_STATE')
  await act(administrator, 'partner_orders', order.id, 'confirm')
  const licences = await list(administrator, 'licenses?sort=code')
  expect(licences).toMatchObject([
    { status: 'issued', partner, reseller: null, authorizedUsers: 10, graceDays: 30, authorizedWorkspaces: 5 },
    { status: 'issued', partner, customer: known.id, startsOn: inDays(sales, 0) },
    { status: 'issued', partner, model: 'perpetual', endsOn: null },
  ])
  expect(licences[0].customer).toBe(licences[2].customer) // one new customer, not two
  const purchases = await list(administrator, 'purchases')
  expect(purchases.map(({ kind, status, orderNo }) => [kind, status, orderNo])).toEqual(
    Array(3).fill(['new', 'pending', order.orderNo]),
  )
  const wake = withOutbox(trade.administrator)
  const deployments = await list(administrator, 'deployments')
  for (const { id } of deployments) await act(administrator, 'deployments', id, 'start')
  for (const { id } of deployments.slice(1)) await act(administrator, 'deployments', id, 'complete')
  const { body } = await sales.get(`/partners/orders/${order.id}`)
  expect(body).toMatchObject({ status: 'confirmed', label: 'confirmed', actions: [] })
  expect(body.deployments).toHaveLength(3)
  await act(administrator, 'deployments', deployments[0].id, 'complete')
  wake()
  await becomes(sales, order.id, 'fulfilled')
  const done = (await sales.get(`/partners/orders/${order.id}`)).body
  expect(done.timeline.map(({ status }: { status: string }) => status)).toEqual([
    ...['draft', 'submitted', 'underReview', 'confirmed', 'fulfilled'],
  ])
})

/** What follows from a commit happens at once, until the test ends. */
function withOutbox({ session }: Person) {
  const runtime = openRuntime(app.runtime.pool)
  const tenants = onlyTenants(runtime.pool, [session.tenant.id])
  const outbox = startOutbox({ ...app, runtime, tenants, log: keepLog(), delay: 10 })
  onTestFinished(() => outbox.stop())
  return () => outbox.wake(session.tenant.id)
}
const becomes = (person: Person, id: string, status: string) =>
  vi.waitFor(async () => expect((await person.get(`/partner_orders/${id}`)).body.status).toBe(status), {
    timeout: 5_000,
  })

test('a renewal that a partner asks for is an order, and confirming it renews the licence once', async () => {
  const trade = await vendor(app)
  const { administrator } = trade
  const { sales } = await partnerOf(trade, '拓联')
  const other = await partnerOf(trade, '别家')
  const order = await create(sales, 'partners/orders', { items: [item(trade.yearly)] })
  await act(sales, 'partners/orders', order.id, 'submit')
  await act(administrator, 'partner_orders', order.id, 'review')
  await act(administrator, 'partner_orders', order.id, 'confirm')
  const [licence] = await list(sales, 'partners/licenses')
  expect(licence).toMatchObject({ status: 'issued', customer: { name: '远景仪器' }, renewalAsked: false })
  await act(administrator, 'licenses', licence.id, 'activate')
  expect((await other.sales.post(`/partners/licenses/${licence.id}/renewal-request`)).status).toBe(404)
  const asked = await sales.post(`/partners/licenses/${licence.id}/renewal-request`, { months: 24 })
  expect(asked.body).toMatchObject({ status: 'submitted', total: { amount: '19200.00' }, items: [{ kind: 'renewal' }] })
  const again = await sales.post(`/partners/licenses/${licence.id}/renewal-request`)
  expect([again.status, again.body.code]).toEqual([409, 'RENEWAL_ASKED'])
  await act(administrator, 'partner_orders', asked.body.id, 'review')
  const wake = withOutbox(administrator)
  await act(administrator, 'partner_orders', asked.body.id, 'confirm')
  const renewed = (await sales.get(`/partners/licenses/${licence.id}`)).body
  expect(renewed.terms).toHaveLength(2)
  expect(renewed.endsOn > licence.endsOn).toBe(true)
  wake()
  await becomes(sales, asked.body.id, 'fulfilled') // nothing is to be deployed
})

test('a confirmed order is called off while nothing of it is paid or at work, and then not', async () => {
  const trade = await vendor(app)
  const { administrator } = trade
  const { sales } = await partnerOf(trade, '拓联')
  const confirmed = async () => {
    const order = await create(sales, 'partners/orders', { items: [item(trade.yearly)] })
    await act(sales, 'partners/orders', order.id, 'submit')
    await act(administrator, 'partner_orders', order.id, 'review')
    return act(administrator, 'partner_orders', order.id, 'confirm')
  }
  const [off, paid] = [await confirmed(), await confirmed()]
  await act(administrator, 'partner_orders', off.id, 'callOff', { reason: 'Customer is bankrupt' })
  const of = (record: { items: { license: string; purchase: string; deployment: string }[] }) =>
    record.items[0] as never as Record<string, string>
  expect((await administrator.get(`/licenses/${of(off).license}`)).body.status).toBe('suspended')
  expect((await administrator.get(`/purchases/${of(off).purchase}`)).body.status).toBe('cancelled')
  expect((await administrator.get(`/deployments/${of(off).deployment}`)).body.status).toBe('cancelled')
  await act(administrator, 'purchases', of(paid).purchase as string, 'recordPayment')
  const late = await administrator.post(`/partner_orders/${paid.id}/callOff`, { reason: 'x' })
  expect([late.status, late.body.code]).toEqual([409, 'ORDER_DELIVERED'])
  expect((await sales.post(`/partner_orders/${paid.id}/callOff`, { reason: 'x' })).status).toBe(403)
})

test('who only looks on orders nothing, and a partner that is not active neither', async () => {
  const trade = await vendor(app)
  const { sales, viewer, id } = await partnerOf(trade, '拓联')
  const body = { items: [item(trade.yearly)] }
  const order = await create(sales, 'partners/orders', body)
  const refused = [
    await viewer.post('/partners/orders', body),
    await viewer.put(`/partners/orders/${order.id}`, body),
    await viewer.post(`/partners/orders/${order.id}/submit`),
    await viewer.post(`/partner_orders/${order.id}/submit`),
    await viewer.post(`/partner_orders/${order.id}/cancel`),
    await viewer.put('/partners/me', { phone: '1' }),
  ]
  expect(refused.map(({ body: { code } }) => code)).toEqual(Array(6).fill('MAY_NOT_ORDER'))
  expect((await viewer.get(`/partners/orders/${order.id}`)).body.actions).toEqual([])
  await act(trade.administrator, 'partners', id, 'suspend', { reason: 'Agreement ended' })
  for (const reply of [
    await sales.post('/partners/orders', body),
    await sales.post(`/partners/orders/${order.id}/submit`),
  ])
    expect([reply.status, reply.body.code]).toEqual([403, 'PARTNER_CLOSED'])
  expect((await sales.get('/partners/me')).body).toMatchObject({ status: 'suspended', canOrder: false })
})

test('an empty draft is kept and not submitted; two submissions at once are one', async () => {
  const trade = await vendor(app)
  const { sales } = await partnerOf(trade, '拓联')
  const order = await create(sales, 'partners/orders', {})
  expect((await sales.post(`/partners/orders/${order.id}/submit`)).body.code).toBe('ORDER_EMPTY')
  await sales.put(`/partners/orders/${order.id}`, { items: [item(trade.yearly)] })
  const replies = await Promise.all([1, 2, 3].map(() => sales.post(`/partners/orders/${order.id}/submit`)))
  expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
})

test('one of ours enters an order for a partner; prices follow the list until it is submitted', async () => {
  const trade = await vendor(app)
  const { administrator } = trade
  const { id: partner, sales } = await partnerOf(trade, '拓联')
  const body = { items: [item(trade.yearly)] }
  expect((await administrator.post('/partners/orders', body)).body.fields).toMatchObject([{ field: 'partner' }])
  const order = await create(administrator, 'partners/orders', { partner, ...body })
  expect(order).toMatchObject({ partner: { id: partner, name: '拓联' }, total: { amount: '9600.00' } })
  await create(administrator, 'license_prices', {
    ...{ product: trade.product.id, policy: trade.yearly.id, unitPrice: { amount: '2000.00', currency: 'CNY' } },
  })
  const submitted = await act(sales, 'partners/orders', order.id, 'submit')
  expect(submitted.total.amount).toBe('16000.00')
  expect((await administrator.post('/partner_orders', { partner })).status).toBe(404)
})

test('many orders at once, more than there are connections, are all drawn up with numbers of their own', async () => {
  const trade = await vendor(app)
  const { sales } = await partnerOf(trade, '拓联')
  const body = { items: [item(trade.yearly)] }
  const replies = await Promise.all(Array.from({ length: 12 }, () => sales.post('/partners/orders', body)))
  expect(replies.map(({ status }) => status)).toEqual(Array(12).fill(201))
  expect(new Set(replies.map(({ body: { orderNo } }) => orderNo)).size).toBe(12)
})

test('confirming is all or nothing, and twice at once is once', async () => {
  const trade = await vendor(app)
  const { administrator } = trade
  const { sales } = await partnerOf(trade, '拓联')
  const reviewed = async (items: object[]) => {
    const order = await create(sales, 'partners/orders', { items })
    await act(sales, 'partners/orders', order.id, 'submit')
    return act(administrator, 'partner_orders', order.id, 'review')
  }
  const first = await reviewed([item(trade.yearly)])
  const replies = await Promise.all([1, 2, 3].map(() => administrator.post(`/partner_orders/${first.id}/confirm`)))
  expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
  const [licence, ...more] = await list(administrator, 'licenses')
  expect(more).toEqual([])
  await act(administrator, 'licenses', licence.id, 'activate')
  const both = await reviewed([item(trade.yearly, { endCustomer: '新客户' }), { kind: 'renewal', renews: licence.id }])
  await act(administrator, 'licenses', licence.id, 'suspend', { reason: 'Unpaid' })
  const refused = await administrator.post(`/partner_orders/${both.id}/confirm`)
  expect([refused.status, refused.body.code]).toEqual([409, 'WRONG_STATE'])
  expect(await list(administrator, 'licenses')).toHaveLength(1)
  expect(await list(administrator, 'customers?search=新客户')).toEqual([])
  expect((await administrator.get(`/partner_orders/${both.id}`)).body.status).toBe('underReview')
})
