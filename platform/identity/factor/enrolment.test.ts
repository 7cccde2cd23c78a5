import { expect, test } from 'vitest'
import { authenticator } from '../testing/authenticator.ts'
import { codeOf, holdClock, setUpTotp } from '../testing/factors.ts'
import { setPolicy } from '../testing/policy.ts'
import { type Known, signInApp } from '../testing/sign-in-app.ts'

const app = await signInApp()
holdClock()
const ask = (path: string, body: object) => app.as({}).post(`/auth/second-factor${path}`, body)
const bearer = (token: string) => app.as({ authorization: `Bearer ${token}` })

/** An organisation that wants a second factor of everybody, and somebody of it who has none. */
async function strict() {
  const tenant = await app.tenant()
  const admin = await app.person(tenant, [{ role: 'administrator' }])
  const person = await app.person(tenant, [])
  expect((await setPolicy(admin, { secondFactor: 'required' })).status).toBe(200)
  return { admin, person }
}
async function challengeOf({ email, password }: Known): Promise<string> {
  const { status, body } = await app.login(email, password)
  expect([status, body.code]).toEqual([401, 'SECOND_FACTOR_ENROLMENT_NEEDED'])
  return body.challenge
}

test('where a second factor is asked of everybody, one is set up on the way in, with an app', async () => {
  const { person } = await strict()
  const challenge = await challengeOf(person)
  const { secret } = (await ask('/enrol', { challenge })).body
  expect((await ask('/enrol/confirm', { challenge, code: codeOf(secret, 90) })).body.code).toBe('WRONG_FIRST_CODE')
  const entered = await ask('/enrol/confirm', { challenge, code: codeOf(secret, -1) })
  expect([entered.status, entered.body.recoveryCodes.length]).toEqual([200, 10])
  expect((await bearer(entered.body.accessToken).get('/auth/me')).body.email).toBe(person.email)
  const next = await app.login(person.email, person.password)
  expect(next.body.code).toBe('SECOND_FACTOR_NEEDED')
  const shown = { challenge: next.body.challenge, kind: 'totp', code: codeOf(secret) }
  expect((await ask('', shown)).status).toBe(200)
})

test('or with a passkey', async () => {
  const { person } = await strict()
  const challenge = await challengeOf(person)
  const key = authenticator()
  const options = (await ask('/enrol/passkey/options', { challenge })).body
  const made = { challenge, name: 'Phone', attestation: key.create(options) }
  const entered = await ask('/enrol/passkey', made)
  expect([entered.status, entered.body.recoveryCodes.length]).toEqual([200, 10])
  const asked = (await app.as({}).post('/auth/passkey/options', {})).body
  expect((await app.as({}).post('/auth/passkey', { assertion: key.get(asked) })).status).toBe(200)
})

test('a challenge from before somebody had a factor puts none in the place of theirs', async () => {
  const { person } = await strict()
  const challenge = await challengeOf(person)
  const { secret } = await setUpTotp(person)
  const attacker = (await ask('/enrol', { challenge })).body.secret
  const taken = await ask('/enrol/confirm', { challenge, code: codeOf(attacker) })
  expect([taken.status, taken.body.code]).toEqual([409, 'HAS_SECOND_FACTOR'])
  const key = authenticator()
  const options = (await ask('/enrol/passkey/options', { challenge })).body
  const made = await ask('/enrol/passkey', { challenge, name: 'Mine', attestation: key.create(options) })
  expect(made.body.code).toBe('HAS_SECOND_FACTOR')
  const asked = (await app.login(person.email, person.password)).body
  const own = await ask('', { challenge: asked.challenge, kind: 'totp', code: codeOf(secret) })
  expect(own.status).toBe(200)
})

test('a challenge for one thing answers no other', async () => {
  const { person } = await strict()
  const enrolment = await challengeOf(person)
  expect((await ask('/options', { challenge: enrolment })).body.code).toBe('CHALLENGE_OVER')
  await setUpTotp(person)
  const { challenge } = (await app.login(person.email, person.password)).body
  expect((await ask('/enrol', { challenge })).body.code).toBe('CHALLENGE_OVER')
})
