import { expect, test } from 'vitest'
import { createPerson } from '../server.ts'
import { mailsTo } from '../testing/policy.ts'
import { type Caller, signInApp } from '../testing/sign-in-app.ts'

const app = await signInApp()
const chrome = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36' }
const firefox = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0' }

const enter = async ({ email, password }: { email: string; password: string }, headers = {}, address = '10.1.2.3') => {
  const { body } = await app.as(headers, address).post('/auth/login', { identifier: email, password })
  return app.as({ authorization: `Bearer ${body.accessToken}` }, address)
}
const status = async ({ get }: Caller) => (await get('/auth/me')).status

test('a person sees where they are signed in, ends one session or all others', async () => {
  const person = await app.person(await app.tenant(), [])
  const [desk, phone] = [await enter(person, chrome), await enter(person, firefox, '2001:db8:1:2::9')]
  const { data } = (await phone.get('/user/sessions')).body
  expect(data).toHaveLength(3)
  expect(data.find((one: { current: boolean }) => one.current)).toMatchObject({
    device: 'Firefox on Linux',
    address: '2001:db8:1:2::9',
    place: '2001:db8:1:2',
  })
  const { id } = data.find((one: { device: string }) => one.device === 'Chrome on Windows')
  expect((await phone.delete(`/user/sessions/${id}`)).status).toBe(204)
  expect((await phone.delete(`/user/sessions/${id}`)).status).toBe(404)
  expect([await status(desk), await status(phone), await status(person)]).toEqual([401, 200, 200])
  expect((await phone.delete('/user/sessions')).status).toBe(204)
  expect([await status(phone), await status(person)]).toEqual([200, 401])
})

test('nobody ends the session of another, of their own organisation or elsewhere', async () => {
  const tenant = await app.tenant()
  const [one, colleague, stranger] = [
    await app.person(tenant, []),
    await app.person(tenant, []),
    await app.person(await app.tenant(), [{ role: 'administrator' }]),
  ]
  const [{ id }] = (await one.get('/user/sessions')).body.data
  for (const other of [colleague, stranger]) expect((await other.delete(`/user/sessions/${id}`)).status).toBe(404)
  expect(await status(one)).toBe(200)
})

test('a session in another organisation of the same person is named by that organisation alone', async () => {
  const [tenant, other] = [await app.tenant(), await app.tenant()]
  const person = await app.person(tenant, [])
  await createPerson(app.runtime, other, { name: 'Both', email: person.email, roles: [] })
  await app.as({}).post('/auth/login', { identifier: person.email, password: person.password, tenant: other.slug })
  const { data } = (await person.get('/user/sessions')).body
  expect(data).toHaveLength(2)
  expect(data.every((one: { site: unknown; organisation: string }) => one.organisation === 'Test')).toBe(true)
})

test('a sign-in with another device or from elsewhere is told to the owner, a usual one is not', async () => {
  const tenant = await app.tenant()
  const wish = { name: 'Ottilie', email: `${tenant.slug}@example.com`, password: 'thirteen grey herons', roles: [] }
  await createPerson(app.runtime, tenant, wish)
  const mails = () => mailsTo(app.runtime, tenant.id, wish.email)
  await enter(wish, chrome)
  await enter(wish, chrome, '10.1.77.9')
  expect(await mails()).toEqual([])
  await enter(wish, firefox)
  await enter(wish, chrome, '203.0.113.9')
  await enter(wish, chrome, '203.0.113.9')
  const [elsewhere, device, ...rest] = await mails()
  expect(rest).toEqual([])
  expect(device).toContain('Firefox on Linux, network address 10.1.2.3')
  expect(elsewhere).toContain('Chrome on Windows, network address 203.0.113.9')
})
