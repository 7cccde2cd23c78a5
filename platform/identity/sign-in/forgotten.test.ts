import { expect, test } from 'vitest'
import { settleSignIns } from '../server.ts'
import { mailsTo } from '../testing/policy.ts'
import { anAddress, type Headers, signInApp } from '../testing/sign-in-app.ts'

const app = await signInApp()
const password = 'thirteen grey herons'
const ask = async (identifier: unknown, headers: Headers = {}, address = anAddress()) => {
  const answer = await app.as(headers, address).post('/auth/password/forgotten', { identifier })
  await settleSignIns(app.runtime)
  return answer
}
const set = (token: unknown, wish = password, headers: Headers = {}) =>
  app.as(headers).post('/auth/password/link', { token, password: wish })

async function someone() {
  const tenant = await app.tenant()
  const person = await app.person(tenant, [])
  const links = async () =>
    (await mailsTo(app.runtime, tenant.id, person.email)).flatMap(text => text.match(/\S+\/password#\S+/)?.[0] ?? [])
  return { tenant, person, links }
}
const tokenOf = (url: string | undefined) => String(url).split('#')[1] as string

test('a forgotten password is replaced through a mailed link, once, and every session ends', async () => {
  const { tenant, person, links } = await someone()
  expect((await ask(person.email.toUpperCase())).status).toBe(202)
  const [url] = await links()
  expect(url).toMatch(/^http:\/\/localhost\/password#[\w-]{43}$/)
  expect((await set(tokenOf(url))).status).toBe(204)
  expect((await mailsTo(app.runtime, tenant.id, person.email))[0]).toContain('the password of your account was changed')
  expect((await person.get('/auth/me')).status).toBe(401)
  expect((await app.login(person.email, person.password)).status).toBe(401)
  expect((await app.login(person.email, password)).status).toBe(200)
  expect((await set(tokenOf(url), 'fourteen grey herons')).status).toBe(410)
})

test('the host of a link is the configured one, whatever a request says of itself', async () => {
  const { person, links } = await someone()
  const evil = 'evil.example'
  const headers: Headers[] = [
    { host: evil },
    { host: `localhost:80@${evil}` },
    { origin: `https://${evil}` },
    { referer: `https://${evil}/` },
    { 'x-forwarded-host': evil, 'x-forwarded-proto': 'https' },
    { 'x-host': evil, 'x-original-host': evil, 'x-rewrite-url': `https://${evil}/`, forwarded: `host=${evil}` },
  ]
  for (const one of headers) expect((await ask(person.email, one)).status).toBe(202)
  const found = await links()
  expect(found).toHaveLength(headers.length)
  for (const url of found) expect(url).toMatch(/^http:\/\/localhost\/password#[\w-]{43}$/)
})

test('links do not void each other, but the password they set voids them all', async () => {
  const { person, links } = await someone()
  await ask(person.email)
  await ask(person.email)
  const [second, first] = await links()
  expect((await set(tokenOf(first))).status).toBe(204)
  expect((await set(tokenOf(second), 'fourteen grey herons')).status).toBe(410)
})

test('of fifty who use a link at once, one succeeds', async () => {
  const { person, links } = await someone()
  await ask(person.email)
  const token = tokenOf((await links())[0])
  const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => set(token, `the wish of number ${i}`)))
  const statuses = answers.map(({ status }) => status)
  expect(statuses.filter(status => status === 204)).toHaveLength(1)
  // A crowded server may also ask some to come back later.
  expect(statuses.filter(status => ![204, 410, 503].includes(status))).toEqual([])
})

test('a link ends with its hour', async () => {
  const { person, links } = await someone()
  await ask(person.email)
  const text = "update auth.verification set expires_at = expires_at - interval '60 minutes' where value = $1"
  await app.runtime.pool.instance([{ text, values: [`password ${person.userId}`] }])
  expect((await set(tokenOf((await links())[0]))).status).toBe(410)
})

test('an answer is the same for everyone: strangers, suspended, those who never had a password', async () => {
  const { tenant, person, links } = await someone()
  const admin = await app.person(tenant, [{ role: 'administrator' }])
  await admin.post(`/members/${person.memberId}/suspend`)
  const known = await ask(admin.email)
  const told = ({ status, body }: typeof known) => [status, body]
  expect(told(await ask('nobody@example.com'))).toEqual(told(known))
  expect(told(await ask(person.email))).toEqual(told(known))
  expect(await links()).toEqual([])
  for (const identifier of [{}, [], 1, null, '', [person.email], { $ne: '' }])
    expect((await ask(identifier)).status).toBe(422)
})

test('asking is bounded for known and unknown alike, and keeps nobody from signing in', async () => {
  const { person } = await someone()
  const times = async (identifier: string, address: string) => {
    const all = []
    for (let i = 0; i < 6; i++) all.push((await ask(identifier, {}, address)).status)
    return all
  }
  const here = anAddress()
  expect(await times(person.email, here)).toEqual([202, 202, 202, 202, 202, 429])
  expect(await times('no-one@example.com', anAddress())).toEqual([202, 202, 202, 202, 202, 429])
  expect((await app.login(person.email, person.password, here)).status).toBe(200)
})
