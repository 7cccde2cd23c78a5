import { expect, test } from 'vitest'
import { setPolicy } from '../testing/policy.ts'
import { signInApp } from '../testing/sign-in-app.ts'
import { openChallenge, readChallenge } from './challenge.ts'
import { identityOf } from './open.ts'

const app = await signInApp()
const next = 'thirteen grey herons'
const renew = (challenge: unknown, newPassword: string = next) =>
  app.as({}).post('/auth/password/renew', { challenge, newPassword })
const sql = (text: string, ...values: unknown[]) => app.runtime.pool.instance([{ text, values }])

async function office() {
  const tenant = await app.tenant()
  const admin = await app.person(tenant, [{ role: 'administrator' }])
  return { tenant, admin, clerk: await app.person(tenant, []) }
}
async function forced() {
  const { admin, clerk } = await office()
  expect((await admin.post(`/members/${clerk.memberId}/requirePasswordChange`)).status).toBe(200)
  const { status, body } = await app.login(clerk.email, clerk.password)
  expect([status, body.code, body.reason]).toEqual([401, 'PASSWORD_CHANGE_NEEDED', 'forced'])
  return { admin, clerk, challenge: body.challenge as string }
}

test('who must choose a new password is let in with it, and not before', async () => {
  const { admin, clerk, challenge } = await forced()
  expect((await renew(challenge, clerk.password)).body.fields).toMatchObject([
    { field: 'newPassword', code: 'USED_BEFORE' },
  ])
  expect((await renew(challenge, 'short')).body.fields).toMatchObject([{ field: 'newPassword', code: 'TOO_SHORT' }])
  const entered = await renew(challenge)
  expect([entered.status, entered.body.user.email]).toEqual([200, clerk.email])
  const { body } = await app.as({ authorization: `Bearer ${entered.body.accessToken}` }).get('/auth/me')
  expect(body.email).toBe(clerk.email)
  expect((await clerk.get('/auth/me')).status).toBe(401)
  expect((await app.login(clerk.email, clerk.password)).body.code).toBe('WRONG_CREDENTIALS')
  expect((await app.login(clerk.email, next)).status).toBe(200)
  const { data } = (await admin.get(`/members/${clerk.memberId}/history`)).body
  expect(data.map(({ act }: { act: string }) => act).slice(0, 2)).toEqual(['changePassword', 'requirePasswordChange'])
})

test('a challenge is used once, however many try', async () => {
  const { challenge } = await forced()
  const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => renew(challenge, `the wish of number ${i}`)))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect((await renew(challenge)).body.code).toBe('CHALLENGE_OVER')
})

test('a challenge ends with its time, its tries, its password and its member', async () => {
  const [late, tired, changed, suspended] = [await forced(), await forced(), await forced(), await forced()]
  await sql('update auth.challenge set expires_at = now() where user_id = $1', late.clerk.userId)
  for (let i = 0; i < 10; i++) expect((await renew(tired.challenge, 'short')).status).toBe(422)
  const wish = { current: changed.clerk.password, password: next }
  expect((await changed.clerk.post('/auth/password', wish)).status).toBe(204)
  await suspended.admin.post(`/members/${suspended.clerk.memberId}/suspend`)
  for (const { challenge } of [late, tired, changed, suspended])
    expect((await renew(challenge, 'fourteen grey herons')).body.code).toBe('CHALLENGE_OVER')
  for (const challenge of [{}, [], 1, null, '', 'x'.repeat(42), { $ne: '' }])
    expect((await renew(challenge)).status).toBe(422)
})

test('what is asked later is not open to who has not shown what is asked first', async () => {
  const { clerk } = await office()
  const identity = identityOf(app.runtime)
  const { userId, memberId, email } = clerk
  const [rows] = await sql('select tenant_id from auth.membership where user_id = $1', userId)
  const entrant = {
    user: { id: userId, name: 'Somebody', email },
    membership: { tenantId: String(rows?.[0]?.[0]), memberId, slug: '' },
    method: 'password' as const,
    place: { address: '10.0.0.1' },
  }
  const asked = await openChallenge(identity, entrant, { need: { kind: 'second-factor' } }).catch(error => error)
  const { challenge } = asked.details.extra
  expect((await renew(challenge)).body.code).toBe('CHALLENGE_OVER')
  await expect(readChallenge(identity, challenge, 'second-factor', entrant.place)).resolves.toMatchObject({ met: [] })
})

test('a password that is too old is renewed at the next sign-in', async () => {
  const { admin, clerk } = await office()
  await setPolicy(admin, { password: { maxAgeDays: 90 } })
  expect((await app.login(clerk.email, clerk.password)).status).toBe(200)
  await sql("update auth.account set password_set_at = now() - interval '91 days' where user_id = $1", clerk.userId)
  const { body } = await app.login(clerk.email, clerk.password)
  expect([body.code, body.reason]).toEqual(['PASSWORD_CHANGE_NEEDED', 'expired'])
  expect((await renew(body.challenge)).status).toBe(200)
  expect((await app.login(clerk.email, next)).status).toBe(200)
})

test('where a second factor is wanted, of everyone or of a role, whoever has none is asked to set one up', async () => {
  const { admin, clerk } = await office()
  await setPolicy(admin, { secondFactor: 'required' })
  const code = async (who: typeof admin) => (await app.login(who.email, who.password)).body.code ?? 'in'
  expect([await code(clerk), await code(admin)]).toEqual(Array(2).fill('SECOND_FACTOR_ENROLMENT_NEEDED'))
  const roles = (await admin.get('/roles?filter[key]=administrator')).body.data as { id: string }[]
  await setPolicy(admin, { secondFactor: 'requiredForRoles', secondFactorRoles: [String(roles[0]?.id)] })
  expect([await code(clerk), await code(admin)]).toEqual(['in', 'SECOND_FACTOR_ENROLMENT_NEEDED'])
})
