import { expect, test } from 'vitest'
import { act, create, house, list } from '../story.ts'

const app = await house()

test('a partner is registered, activated and suspended for a reason; resellers are those that sell', async () => {
  const person = (await app.tenant()).as()
  const company = await create(person, 'companies', { name: '云帆科技', roles: ['partner'] })
  const { id } = await create(person, 'resellers', { name: '云帆科技', company: company.id, discountPercent: '15' })
  await create(person, 'partners', { name: '引路咨询', company: company.id, types: ['referral'] })
  expect((await list(person, 'resellers')).map(({ name }) => name)).toEqual(['云帆科技'])
  expect(await act(person, 'partners', id, 'activate')).toMatchObject({ status: 'active', discountPercent: '15.00' })
  expect((await person.post(`/partners/${id}/suspend`)).body.fields).toMatchObject([{ field: 'reason' }])
  expect((await act(person, 'partners', id, 'suspend', { reason: 'Agreement ended' })).status).toBe('suspended')
  expect((await act(person, 'partners', id, 'reinstate')).status).toBe('active')
  expect((await person.delete(`/partners/${id}`)).body.code).toBe('PARTNER_KEPT')
})

test('a discount lies between nothing and everything, and a person speaks for one partner', async () => {
  const person = (await app.tenant()).as()
  const company = await create(person, 'companies', { name: '云帆科技', roles: ['partner'] })
  const beyond = await person.post('/partners', { name: 'A', company: company.id, discountPercent: '100.01' })
  expect([beyond.status, beyond.body.fields]).toMatchObject([422, [{ field: 'discountPercent' }]])
  const member = await create(person, 'members', { name: 'Wei', email: 'wei@example.com' })
  const users = [{ member: member.id, role: 'principal' }]
  await create(person, 'partners', { name: 'A', company: company.id, users })
  expect((await person.post('/partners', { name: 'B', company: company.id, users })).status).toBe(422)
})
