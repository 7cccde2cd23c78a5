import { expect, test } from 'vitest'
import { act, create, draft, house, inUse, list, price } from '../story.ts'

const app = await house()
const administrator = async () => (await app.tenant()).as()
const numberOf = ({ no }: { no: string }) => Number(no.split('-').at(-1))

test('a purchase is drafted, placed, paid and refunded, each with its day or reason', async () => {
  const person = await administrator()
  const { id: license, endsOn } = await draft(person)
  const { id, no } = await create(person, 'purchases', { license, kind: 'new', orderedOn: '2026-11-02', ...price })
  expect(no).toMatch(/^PUR-\d{4}-0001$/)
  await act(person, 'purchases', id, 'place')
  const changed = await person.patch(`/purchases/${id}`, { amount: { amount: '1.00', currency: 'CNY' } })
  expect(changed.body.fields).toMatchObject([{ field: 'amount', code: 'FIXED' }])
  expect(await act(person, 'purchases', id, 'recordPayment', { paidOn: '2026-11-09' })).toMatchObject({
    status: 'paid',
    paidOn: '2026-11-09',
  })
  const paidThrough = async () => (await person.get(`/licenses/${license}`)).body.paidThrough
  expect(await paidThrough()).toBe(endsOn)
  expect((await person.post(`/purchases/${id}/cancel`, { reason: 'late' })).body.code).toBe('WRONG_STATE')
  expect((await act(person, 'purchases', id, 'refund', { reason: 'Wrong edition' })).status).toBe('refunded')
  expect(await paidThrough()).toBe(null)
})

test('a draft may be removed, a placed order stays in the books', async () => {
  const person = await administrator()
  const { id: license } = await draft(person)
  const order = () => create(person, 'purchases', { license, kind: 'new', orderedOn: '2026-11-02', ...price })
  expect((await person.delete(`/purchases/${(await order()).id}`)).status).toBe(204)
  const placed = await act(person, 'purchases', (await order()).id, 'place')
  const refused = await person.delete(`/purchases/${placed.id}`)
  expect([refused.status, refused.body.code]).toEqual([409, 'PURCHASE_KEPT'])
  expect((await act(person, 'purchases', placed.id, 'cancel', { reason: 'Customer withdrew' })).status).toBe(
    'cancelled',
  )
})

test('purchase numbers have no gaps, even when many are drawn at once and some fail', async () => {
  const person = await administrator()
  const licences = await Promise.all(Array.from({ length: 6 }, () => inUse(person)))
  const months = (i: number) => (i % 3 === 0 ? 61 : 12) // 61 is refused, as is the far too early start below
  await Promise.all(
    licences.flatMap(({ id }, i) => [
      person.post(`/licenses/${id}/renew`, { months: months(i), ...price }),
      person.post(`/licenses/${id}/renew`, { months: 12, startsOn: '2000-01-01', orderNo: 'early', ...price }),
    ]),
  )
  const numbers = (await list(person, 'purchases')).map(numberOf).toSorted((a, b) => a - b)
  expect(numbers).toEqual([1, 2, 3, 4])
})

test('purchases are recorded while their licence is renewed, neither in the way of the other', async () => {
  const person = await administrator()
  const { id: license } = await inUse(person)
  const replies = await Promise.all(
    Array.from({ length: 12 }, (_, i) =>
      i % 2
        ? person.post('/purchases', { license, kind: 'new', orderedOn: '2026-11-02', ...price })
        : person.post(`/licenses/${license}/renew`, { months: 1, orderNo: `R${i}`, ...price }),
    ),
  )
  expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, (_, i) => (i % 2 ? 201 : 200)))
})
