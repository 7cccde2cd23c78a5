import { expect, test } from 'vitest'
import { createPerson, createTenant, passwordLink } from '../server.ts'
import { signInApp } from '../testing/sign-in-app.ts'

const app = await signInApp()
const baseUrl = 'https://tenon.example'
const tokenOf = (url: string | undefined) => String(url).split('#')[1] as string
const password = 'thirteen grey herons'
const set = (token: unknown, wish: unknown = password, headers = {}) =>
  app.as(headers).post('/auth/password/link', { token, password: wish })

async function invited() {
  const tenant = await app.tenant()
  const email = `${tenant.slug}@example.com`
  await createPerson(app.runtime, tenant, { name: 'Invited', email, roles: [] })
  return { email, token: tokenOf((await passwordLink(app.runtime, email, baseUrl)).url) }
}

test('a link is built from the configured address and sets the password of its account once', async () => {
  const { email, token } = await invited()
  expect((await passwordLink(app.runtime, email, baseUrl)).url).toMatch(
    /^https:\/\/tenon\.example\/password#[\w-]{43}$/,
  )
  expect((await set(token)).status).toBe(410)
  const newest = tokenOf((await passwordLink(app.runtime, email, baseUrl)).url)
  expect((await set(newest)).status).toBe(204)
  expect((await set(newest, 'another good password')).status).toBe(410)
  expect((await app.login(email, password)).status).toBe(200)
})

test('of fifty who use a link at once, one succeeds', async () => {
  const { email, token } = await invited()
  const wishes = Array.from({ length: 50 }, (_, i) => `the wish of number ${i}`)
  const answers = await Promise.all(wishes.map(wish => set(token, wish)))
  expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 410)).toHaveLength(49)
  const winner = wishes[answers.findIndex(({ status }) => status === 204)] as string
  expect((await app.login(email, winner)).status).toBe(200)
})

test('a refused password leaves the link as it was; a link for something else opens nothing', async () => {
  const { token } = await invited()
  expect((await set(token, 'short')).body.fields).toMatchObject([{ field: 'password', code: 'TOO_SHORT' }])
  const [text, values] = ["update auth.verification set identifier = replace(identifier, 'password ', 'set-up ')", []]
  await app.runtime.pool.instance([{ text, values }])
  expect((await set(token)).status).toBe(410)
})

test('a token is a text of its length and nothing else', async () => {
  for (const token of [{}, [], 1, null, '', 'x'.repeat(42), ['x'.repeat(43)], { $ne: '' }])
    expect((await set(token)).status).toBe(422)
  expect((await set('x'.repeat(43))).status).toBe(410)
})

test('an expired link is used up', async () => {
  const { token } = await invited()
  await app.runtime.pool.instance([
    { text: "update auth.verification set expires_at = now() - interval '1 second'", values: [] },
  ])
  expect((await set(token)).status).toBe(410)
})

test('an organisation is refused for a name that could stand for something else', async () => {
  const wish = (change: object) => createTenant(app.app, { slug: 'fine', name: 'Fine', ...change })
  await expect(wish({ slug: 'Not fine' })).rejects.toThrow('WRONG_TENANT')
  await expect(wish({ timeZone: 'Mars/Olympus' })).rejects.toThrow('WRONG_TENANT')
  await expect(wish({ currency: 'XYZ' })).rejects.toThrow('WRONG_TENANT')
  await wish({})
  await expect(wish({})).rejects.toMatchObject({ details: { fields: [{ field: 'slug', code: 'NOT_UNIQUE' }] } })
})
