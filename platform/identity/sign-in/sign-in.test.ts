import { expect, test } from 'vitest'
import { createPerson, resetPassword, setTenantStatus } from '../server.ts'
import { signInApp } from '../testing/sign-in-app.ts'
import { openAuth } from './auth.ts'
import { hashToken } from './token.ts'

const app = await signInApp()
const cells = async (text: string, ...values: unknown[]) => (await app.runtime.pool.instance([{ text, values }]))[0]
const bearer = (token: string) => app.as({ authorization: `Bearer ${token}` })

test('a person signs in, is known by the token and the cookie, and signs out', async () => {
  const tenant = await app.tenant()
  const { email, password } = await app.person(tenant, [{ role: 'administrator' }])
  const entered = await app.login(email.toUpperCase(), password)
  expect(entered.status).toBe(200)
  expect(entered.body).toMatchObject({ tokenType: 'Bearer', user: { email } })
  expect(Date.parse(entered.body.expiresAt)).toBeGreaterThan(Date.now() + 6 * 24 * 3600_000)
  const cookie = String(entered.headers['set-cookie'])
  expect(cookie).toMatch(/^tenon=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/)
  const byCookie = app.as({ cookie: cookie.split(';')[0] as string, 'x-requested-with': 'tenon' })
  expect((await byCookie.get('/auth/me')).body).toMatchObject({ email, tenant: { slug: tenant.slug } })
  expect((await byCookie.post('/auth/logout')).status).toBe(204)
  expect((await byCookie.get('/auth/me')).status).toBe(401)
  expect((await bearer(entered.body.accessToken).get('/auth/me')).status).toBe(401)
})

test('over HTTPS the cookie is bound to the host and never travels in the clear', async () => {
  const { email, password } = await app.person(await app.tenant(), [])
  const secure = await app.restarted('https://tenon.example')
  const cookie = String((await secure.login(email, password)).headers['set-cookie'])
  expect(cookie).toMatch(/^__Host-tenon=[\w-]{43}; Path=\/; .*HttpOnly; SameSite=Lax; Secure$/)
  const value = cookie.split(';')[0] as string
  expect((await secure.as({ cookie: value }).get('/auth/me')).status).toBe(200)
  expect((await secure.as({ cookie: value.replace('__Host-', '') }).get('/auth/me')).status).toBe(401)
})

test('a wrong Authorization header is not rescued by a good cookie', async () => {
  const { token } = await app.person(await app.tenant(), [])
  const answer = await app.as({ authorization: `Bearer ${'x'.repeat(43)}`, cookie: `tenon=${token}` }).get('/auth/me')
  expect(answer.status).toBe(401)
})

test('only the hash of a token reaches a table, and the hash opens nothing', async () => {
  const { token, userId } = await app.person(await app.tenant(), [])
  const rows = await cells('select row_to_json(s)::text from auth.session s where user_id = $1', userId)
  expect(rows).toHaveLength(1)
  expect(rows?.[0]?.[0]).not.toContain(token)
  expect(rows?.[0]?.[0]).toContain(hashToken(token))
  expect((await bearer(hashToken(token)).get('/auth/me')).status).toBe(401)
})

test('better-auth works with the tables as they are, and finds sessions by the token alone', async () => {
  const { token, userId } = await app.person(await app.tenant(), [])
  const auth = await openAuth({ pool: app.runtime.pool, secret: 's'.repeat(43), baseUrl: 'http://localhost' })
  const context = await auth.$context
  await expect(context.checkSchema?.()).resolves.toBeUndefined()
  const found = await context.internalAdapter.findSession(token)
  expect(found).toMatchObject({ user: { id: userId }, session: { token, userId } })
  expect(await context.internalAdapter.findSession(hashToken(token))).toBeNull()
  await context.internalAdapter.deleteSession(token)
  expect((await bearer(token).get('/auth/me')).status).toBe(401)
})

test('a suspended member, a removed one and a suspended organisation are out at once and stay out', async () => {
  const tenant = await app.tenant()
  const admin = await app.person(tenant, [{ role: 'administrator' }])
  const [first, second] = [await app.person(tenant, []), await app.person(tenant, [])]
  expect((await admin.post(`/members/${first.memberId}/suspend`, {})).status).toBe(200)
  expect((await first.get('/auth/me')).status).toBe(401)
  expect((await app.login(first.email, first.password)).body.code).toBe('WRONG_CREDENTIALS')
  await admin.post(`/members/${first.memberId}/reinstate`)
  expect((await first.get('/auth/me')).status).toBe(401)
  expect((await app.login(first.email, first.password)).status).toBe(200)
  expect((await admin.delete(`/members/${second.memberId}`)).status).toBe(204)
  expect((await second.get('/auth/me')).status).toBe(401)
  await setTenantStatus(app.runtime, tenant.slug, 'suspended')
  expect((await admin.get('/auth/me')).status).toBe(401)
  expect((await app.login(admin.email, admin.password)).status).toBe(401)
})

test('forced sign-out and a password reset end every session of the account', async () => {
  const tenant = await app.tenant()
  const admin = await app.person(tenant, [{ role: 'administrator' }])
  const person = await app.person(tenant, [])
  expect((await admin.post(`/members/${person.memberId}/signOut`)).status).toBe(200)
  expect((await person.get('/auth/me')).status).toBe(401)
  const token = (await app.login(person.email, person.password)).body.accessToken
  await resetPassword(app.runtime, person.email)
  expect((await bearer(token).get('/auth/me')).status).toBe(401)
  expect((await app.login(person.email, person.password)).status).toBe(401)
})

test('changing one’s own password asks for the old one and ends the other sessions', async () => {
  const person = await app.person(await app.tenant(), [])
  const other = bearer((await app.login(person.email, person.password)).body.accessToken)
  const password = 'thirteen grey herons'
  expect((await person.post('/auth/password', { current: 'wrong', password })).body.code).toBe('WRONG_CREDENTIALS')
  expect((await person.post('/auth/password', { current: person.password, password })).status).toBe(204)
  expect((await other.get('/auth/me')).status).toBe(401)
  expect((await person.get('/auth/me')).status).toBe(200)
  expect((await app.login(person.email, person.password)).status).toBe(401)
  expect((await app.login(person.email, password)).status).toBe(200)
})

test('a session moves along while it is used and ends for good after thirty days', async () => {
  const person = await app.person(await app.tenant(), [])
  const age = (created: string, expires: string) =>
    cells(
      `update auth.session set created_at = now() - $2::interval, expires_at = now() + $3::interval where user_id = $1`,
      person.userId,
      created,
      expires,
    )
  const left = async () =>
    Number(
      (
        await cells(
          'select extract(epoch from expires_at - now()) / 86400 from auth.session where user_id = $1',
          person.userId,
        )
      )?.[0]?.[0],
    )
  await age('5 days', '2 days')
  expect((await person.get('/auth/me')).status).toBe(200)
  expect(await left()).toBeCloseTo(7, 1)
  await age('29 days', '12 hours')
  await person.get('/auth/me')
  expect(await left()).toBeCloseTo(1, 1)
  await age('30 days', '-1 second')
  expect((await person.get('/auth/me')).status).toBe(401)
})

test('an account of two organisations works in the one it names, or the one last used', async () => {
  const [one, two] = [await app.tenant(), await app.tenant()]
  const person = await app.person(one, [])
  await createPerson(app.runtime, two, {
    name: 'Same',
    email: person.email,
    password: 'ignored',
    roles: [{ role: 'administrator' }],
  })
  const body = { identifier: person.email, password: person.password }
  const enter = async (tenant?: string) => {
    const { accessToken } = (await app.as({}).post('/auth/login', tenant ? { ...body, tenant } : body)).body
    return (await bearer(accessToken).get('/auth/me')).body.tenant.slug
  }
  expect(await enter()).toBe(one.slug)
  expect(await enter(two.slug)).toBe(two.slug)
  expect(await enter()).toBe(two.slug)
  expect((await app.as({}).post('/auth/login', { ...body, tenant: 'elsewhere' })).status).toBe(401)
})

test('what is not a name and a password is refused without a word about accounts', async () => {
  const bodies = [
    {},
    { identifier: {}, password: 'x' },
    { identifier: 'a@b.c', password: ['x'] },
    { identifier: 'a@b.c', password: 1 },
    [],
  ]
  for (const body of bodies) expect((await app.as({}).post('/auth/login', body)).status).toBe(422)
  expect((await app.login('a\u0000b@example.com', 'x')).status).toBe(401)
})
