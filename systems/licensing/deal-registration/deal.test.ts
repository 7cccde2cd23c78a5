import { expect, test } from 'vitest'
import { partnerOf, vendor } from '../portal/testing/trade.ts'
import { act, byItself, create, house, inDays, list } from '../story.ts'
import { domainOf } from './deal.rules.ts'
import { expireDeals } from './deal.schedule.ts'

const app = await house()

test('a domain is one spelling of it', () => {
  expect(['https://www.Example.com/about', ' EXAMPLE.COM ', 'example.com:443'].map(domainOf)).toEqual(
    Array(3).fill('example.com'),
  )
  expect(['example', 'two words.com', '', '-a.com'].map(domainOf)).toEqual(Array(4).fill(undefined))
})

test('who registers a prospect first keeps others from it while the registration is open, and nobody learns whose it is', async () => {
  const trade = await vendor(app)
  const { administrator } = trade
  const [first, second] = [await partnerOf(trade, '拓联'), await partnerOf(trade, '别家')]
  const wish = { prospect: '远景仪器', domain: 'https://www.Vista.example/cn' }
  const deal = await create(first.sales, 'partners/deal_registrations', wish)
  expect(deal).toMatchObject({ status: 'submitted', domain: 'vista.example' })
  const taken = await second.sales.post('/partners/deal_registrations', { ...wish, domain: 'vista.example' })
  expect([taken.status, taken.body.code]).toEqual([409, 'DEAL_TAKEN'])
  expect(JSON.stringify(taken.body)).not.toContain('拓联')
  expect((await second.sales.get(`/partners/deal_registrations/${deal.id}`)).status).toBe(404)
  expect((await second.sales.post(`/partners/deal_registrations/${deal.id}/withdraw`)).status).toBe(404)
  expect(await list(second.sales, 'partners/deal_registrations')).toEqual([])
  expect((await first.sales.patch(`/deal_registrations/${deal.id}`, { note: 'x' })).status).toBe(403)
  await act(administrator, 'deal_registrations', deal.id, 'review')
  await act(administrator, 'deal_registrations', deal.id, 'reject', { reason: 'Already our customer' })
  expect((await first.sales.get(`/partners/deal_registrations/${deal.id}`)).body.reason).toBe('Already our customer')
  expect((await second.sales.post('/partners/deal_registrations', wish)).status).toBe(201)
})

test('of many who register a domain at once, one does', async () => {
  const trade = await vendor(app)
  const { sales } = await partnerOf(trade, '拓联')
  const wish = { prospect: '远景仪器', domain: 'vista.example' }
  const replies = await Promise.all([1, 2, 3, 4].map(() => sales.post('/partners/deal_registrations', wish)))
  expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409])
})

test('an approved deal is protected until its day, then free for others; one that was won stays', async () => {
  const trade = await vendor(app)
  const { administrator } = trade
  const [{ sales }, other] = [await partnerOf(trade, '拓联'), await partnerOf(trade, '别家')]
  const approved = async (domain: string) => {
    const { id } = await create(sales, 'partners/deal_registrations', { prospect: domain, domain })
    await act(administrator, 'deal_registrations', id, 'review')
    return act(administrator, 'deal_registrations', id, 'approve')
  }
  const [lapsing, won] = [await approved('one.example'), await approved('two.example')]
  expect(lapsing.protectedUntil).toBe(inDays(administrator, 90))
  const foreign = await create(other.sales, 'partners/orders', {})
  const wrong = await administrator.post(`/deal_registrations/${won.id}/convert`, { order: foreign.id })
  expect([wrong.status, wrong.body.code]).toEqual([422, 'DEAL_OF_OTHER_PARTNER'])
  await act(administrator, 'deal_registrations', won.id, 'convert')
  await byItself(administrator, expireDeals)
  expect((await administrator.get(`/deal_registrations/${lapsing.id}`)).body.status).toBe('approved')
  await app.runtime.pool.flight(administrator.session.tenant.id, [
    {
      text: 'update licensing.deal_registration set protected_until = protected_until - 91 where tenant_id = $1',
      values: [administrator.session.tenant.id],
    },
  ])
  await byItself(administrator, expireDeals)
  const states = await list(administrator, 'deal_registrations?sort=domain')
  expect(states.map(({ status }) => status)).toEqual(['expired', 'converted'])
})
