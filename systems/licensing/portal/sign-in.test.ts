import { directory } from '@tenon/directory'
import { messages } from '@tenon/messages'
import { expect, test } from 'vitest'
import { type Caller, type Known, signInApp } from '../../../platform/identity/testing/sign-in-app.ts'
import { licensing } from '../index.ts'

const house = await signInApp([licensing, directory, messages])

async function make(person: Caller, path: string, body: object) {
  const reply = await person.post(`/${path}`, body)
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body
}

/** An organisation with a partner, and a person of it who signs in. */
async function scene() {
  const tenant = await house.tenant()
  const administrator = await house.person(tenant, [{ role: 'administrator' }])
  const zhou = await house.person(tenant, [{ role: 'partner' }])
  const company = await make(administrator, 'companies', { name: '拓联', roles: ['partner'] })
  const users = [{ member: zhou.memberId, role: 'principal' }]
  const partner = await make(administrator, 'partners', { name: '拓联', company: company.id, users })
  await administrator.post(`/partners/${partner.id}/activate`)
  return { tenant, administrator, zhou, company, partner }
}
const enter = ({ email: identifier, password }: Pick<Known, 'email' | 'password'>, more: object = {}) =>
  house.as({}).post('/partners/login', { identifier, password, ...more })

test('people of a partner sign in at their own entrance and see their partner; nobody else does', async () => {
  const { administrator, zhou, partner } = await scene()
  const { status, body } = await enter(zhou)
  expect([status, body.tokenType, body.user.email]).toEqual([200, 'Bearer', zhou.email])
  const me = await house.as({ authorization: `Bearer ${body.accessToken}` }).get('/partners/me')
  expect(me.body).toMatchObject({ id: partner.id, name: '拓联', role: 'principal', canOrder: true })
  const refused = [await enter(administrator), await enter({ ...zhou, password: 'wrong' })]
  expect(refused.map(reply => [reply.status, reply.body.code])).toEqual(Array(2).fill([401, 'WRONG_CREDENTIALS']))
  expect((await administrator.get('/partners/me')).status).toBe(404)
  await administrator.post(`/partners/${partner.id}/suspend`, { reason: 'Agreement ended' })
  const closed = await enter(zhou)
  expect([closed.status, closed.body.code]).toEqual([403, 'PARTNER_CLOSED'])
  const guess = await enter({ ...zhou, password: 'wrong' })
  expect(guess.body.code).toBe('WRONG_CREDENTIALS') // who has no password learns nothing of the partnership
})

test('a partner keeps its contact data and nothing else of its record', async () => {
  const { zhou, partner } = await scene()
  const changed = await zhou.put('/partners/me', { contactName: '周宁', phone: '021 5555 0100' })
  expect(changed.body).toMatchObject({ contactName: '周宁', discountPercent: '0.00', people: [{ role: 'principal' }] })
  expect((await zhou.put('/partners/me', { discountPercent: '90.00' })).status).toBe(422)
  const beyond = await zhou.patch(`/partners/${partner.id}`, { discountPercent: '90.00' })
  expect([beyond.status, beyond.body.fields]).toMatchObject([422, [{ code: 'FIELD_NOT_ALLOWED' }]])
  expect((await zhou.get(`/partners/${partner.id}`)).body).not.toHaveProperty('note')
})

test('people of partners and customers are invited: they join by the link and see what is their own at once', async () => {
  const { administrator, partner, company } = await scene()
  const join = async (path: string, body: { email: string }) => {
    const invited = await make(administrator, `${path}/invite`, body)
    const password = `${invited.code}-long`
    const joined = await house
      .as({})
      .post('/auth/join', { token: invited.code, name: 'Wu', email: body.email, password })
    expect(joined.status, JSON.stringify(joined.body)).toBeLessThan(300)
    const { body: entered } = await house.login(body.email, password)
    return house.as({ authorization: `Bearer ${entered.accessToken}` })
  }
  const wu = await join(`partners/${partner.id}`, {
    ...{ name: 'Wu', role: 'viewer' },
    email: `wu.${partner.id}@example.com`,
  })
  expect((await wu.get('/partners/me')).body).toMatchObject({ id: partner.id, role: 'viewer', canOrder: false })
  expect((await wu.get('/user/me')).body.roles).toMatchObject([{ key: 'partner' }])
  const li = await join(`companies/${company.id}`, { ...{ name: 'Li' }, email: `li.${partner.id}@example.com` })
  expect((await li.get('/portal/me')).body).toMatchObject({ companies: [{ id: company.id }] })
  expect((await li.get('/user/me')).body.roles).toMatchObject([{ key: 'customer' }])
  expect((await wu.post(`/partners/${partner.id}/invite`, { name: 'X', email: 'x@example.com' })).status).toBe(403)
})
