import { expect, test } from 'vitest'
import { signInApp } from '../testing/sign-in-app.ts'
import { hashToken } from './token.ts'

const app = await signInApp()
const cells = async (text: string, ...values: unknown[]) => (await app.runtime.pool.instance([{ text, values }]))[0]

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
  expect((await app.as({ authorization: `Bearer ${entered.body.accessToken}` }).get('/auth/me')).status).toBe(401)
})

test('only the hash of a token reaches a table, and the hash opens nothing', async () => {
  const { token, userId } = await app.person(await app.tenant(), [])
  const rows = await cells('select row_to_json(s)::text from auth.session s where user_id = $1', userId)
  expect(rows).toHaveLength(1)
  expect(rows?.[0]?.[0]).not.toContain(token)
  expect(rows?.[0]?.[0]).toContain(hashToken(token))
  expect((await app.as({ authorization: `Bearer ${hashToken(token)}` }).get('/auth/me')).status).toBe(401)
})
