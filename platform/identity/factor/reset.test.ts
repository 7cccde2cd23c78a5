import { expect, test } from 'vitest'
import { createPerson } from '../server.ts'
import { codeOf, holdClock, setUpPasskey, setUpTotp } from '../testing/factors.ts'
import { signInApp } from '../testing/sign-in-app.ts'

const app = await signInApp()
holdClock()

test('an administrator resets the factors of whoever lost them, and it is recorded', async () => {
  const tenant = await app.tenant()
  const admin = await app.person(tenant, [{ role: 'administrator' }])
  const person = await app.person(tenant, [])
  const { secret } = await setUpTotp(person)
  await setUpPasskey(person)
  expect((await admin.post(`/members/${person.memberId}/resetFactors`)).status).toBe(200)
  expect((await person.get('/auth/me')).status).toBe(401)
  expect((await app.login(person.email, person.password)).status).toBe(200)
  const { data } = (await admin.get(`/members/${person.memberId}/history`)).body
  expect(data[0]).toMatchObject({ act: 'resetFactors', actor: { id: admin.memberId } })
  expect(JSON.stringify(data)).not.toContain(secret)
})

test('nobody resets the factors of someone with more rights, nor their own, nor without the right', async () => {
  const tenant = await app.tenant()
  const admin = await app.person(tenant, [{ role: 'administrator' }])
  const grants = ['identity.member.read', 'identity.member.resetFactors'].map(permission => ({ permission }))
  await admin.post('/roles', { key: 'desk', name: 'Desk', grants })
  await admin.post('/roles', { key: 'reader', name: 'Reader', grants: grants.slice(0, 1) })
  const desk = await app.person(tenant, [{ role: 'desk' }])
  const reader = await app.person(tenant, [{ role: 'reader' }])
  const { secret } = await setUpTotp(admin)
  const reset = async (by: typeof desk, whom: typeof desk) =>
    (await by.post(`/members/${whom.memberId}/resetFactors`)).body.code ?? 'done'
  expect(await reset(desk, admin)).toBe('HOLDS_MORE_RIGHTS')
  expect(await reset(desk, desk)).toBe('OWN_FACTORS')
  expect(await reset(reader, desk)).toBe('FORBIDDEN')
  expect(await reset(desk, reader)).toBe('done')
  const { challenge } = (await app.login(admin.email, admin.password)).body
  expect((await app.as({}).post('/auth/second-factor', { challenge, kind: 'totp', code: codeOf(secret) })).status).toBe(
    200,
  )
})

test('one organisation takes no factor from an account that another relies on', async () => {
  const [tenant, other] = [await app.tenant(), await app.tenant()]
  const admin = await app.person(tenant, [{ role: 'administrator' }])
  const person = await app.person(tenant, [])
  await setUpTotp(person)
  await createPerson(app.runtime, other, { name: 'Same', email: person.email, roles: [] })
  const answer = await admin.post(`/members/${person.memberId}/resetFactors`)
  expect([answer.status, answer.body.code]).toEqual([409, 'ACCOUNT_SHARED'])
  expect((await app.login(person.email, person.password)).body.code).toBe('SECOND_FACTOR_NEEDED')
})
