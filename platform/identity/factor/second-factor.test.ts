import { expect, test } from 'vitest'
import { settleSignIns } from '../sign-in/sign-in-log.ts'
import { authenticator } from '../testing/authenticator.ts'
import { codeOf, holdClock, setUpPasskey, setUpTotp } from '../testing/factors.ts'
import { anAddress, type Known, signInApp } from '../testing/sign-in-app.ts'

const app = await signInApp()
holdClock()
const someone = async () => app.person(await app.tenant(), [{ role: 'administrator' }])
const statuses = (answers: readonly { status: number }[]) => answers.map(({ status }) => status)
const bearer = (token: string) => app.as({ authorization: `Bearer ${token}` })

async function challengeOf({ email, password }: Known, address?: string): Promise<string> {
  const { status, body } = await app.login(email, password, address)
  expect([status, body.code]).toEqual([401, 'SECOND_FACTOR_NEEDED'])
  return body.challenge
}
const show = (body: object, address?: string) => app.as({}, address).post('/auth/second-factor', body)

test('who has an authenticator app signs in with the password and a code, each code once', async () => {
  const person = await someone()
  const { secret } = await setUpTotp(person)
  const asked = await app.login(person.email, person.password)
  expect(asked.body).toMatchObject({ code: 'SECOND_FACTOR_NEEDED', factors: ['totp', 'recovery'] })
  expect(asked.headers['set-cookie']).toBeUndefined()
  expect((await bearer(asked.body.challenge).get('/auth/me')).status).toBe(401)
  const code = codeOf(secret)
  const entered = await show({ challenge: asked.body.challenge, kind: 'totp', code })
  expect(entered.status).toBe(200)
  expect((await bearer(entered.body.accessToken).get('/auth/me')).body.email).toBe(person.email)
  const again = await show({ challenge: await challengeOf(person), kind: 'totp', code })
  expect([again.status, again.body.code]).toEqual([401, 'WRONG_CODE'])
  const before = await show({ challenge: await challengeOf(person), kind: 'totp', code: codeOf(secret, -1) })
  expect(before.status).toBe(401)
  const next = await show({ challenge: await challengeOf(person), kind: 'totp', code: codeOf(secret, 1) })
  expect(next.status).toBe(200)
})

test('of 50 who use one code at once, on challenges of their own, one comes in', async () => {
  const person = await someone()
  const { secret } = await setUpTotp(person)
  const challenges = await Promise.all(Array.from({ length: 50 }, () => challengeOf(person)))
  const code = codeOf(secret)
  const answers = await Promise.all(challenges.map(challenge => show({ challenge, kind: 'totp', code })))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
})

test('of 50 who answer one challenge at once, one comes in', async () => {
  const person = await someone()
  const { recoveryCodes } = await setUpTotp(person)
  const challenge = await challengeOf(person)
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) => show({ challenge, kind: 'recovery', code: recoveryCodes[i % 5] })),
  )
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
})

test('a recovery code works once, as people copy it, and its use is recorded', async () => {
  const person = await someone()
  const { recoveryCodes } = await setUpTotp(person)
  const [first = '', second = ''] = recoveryCodes
  const copied = ` ${first.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `
  const entered = await show({ challenge: await challengeOf(person), kind: 'recovery', code: copied })
  expect(entered.status).toBe(200)
  const again = await show({ challenge: await challengeOf(person), kind: 'recovery', code: first })
  expect(again.status).toBe(401)
  const own = bearer(entered.body.accessToken)
  expect((await own.get('/user/factors')).body.recoveryCodes).toEqual({ left: 9, all: 10 })
  expect((await own.get(`/members/${person.memberId}/history`)).body.data[0].act).toBe('useRecoveryCode')
  const { body } = await own.post('/user/factors/recovery-codes', { password: person.password })
  const old = await show({ challenge: await challengeOf(person), kind: 'recovery', code: second })
  expect(old.status).toBe(401)
  const renewed = { kind: 'recovery', code: body.recoveryCodes[0] }
  expect((await show({ challenge: await challengeOf(person), ...renewed })).status).toBe(200)
})

test('guesses are held like passwords, and the password, which the guesser has, clears none of them', async () => {
  const person = await someone()
  const { secret } = await setUpTotp(person)
  const here = anAddress()
  const guess = async (code: string) => show({ challenge: await challengeOf(person, here), kind: 'totp', code }, here)
  const answers = []
  for (let i = 0; i < 6; i++) answers.push(await guess(codeOf(secret, 100 + i)))
  expect(statuses(answers)).toEqual([401, 401, 401, 401, 401, 429])
  expect((await guess(codeOf(secret))).status).toBe(429)
  await settleSignIns(app.runtime)
  const { data } = (await person.get('/sign_ins?filter[reason]=WRONG_CODE')).body
  expect(data).toHaveLength(5)
})

test('a passkey is the second proof: its own challenge, its owner, its counter, once', async () => {
  const [person, other] = [await someone(), await someone()]
  const [key, foreign] = [await setUpPasskey(person), await setUpPasskey(other)]
  const asked = async () => {
    const challenge = await challengeOf(person)
    const options = (await app.as({}).post('/auth/second-factor/options', { challenge })).body
    return { challenge, options }
  }
  const first = await asked()
  expect(first.options).toMatchObject({ rpId: 'localhost', allowCredentials: [{ id: key.id }] })
  const assertion = key.get(first.options, { isVerified: false })
  const body = { challenge: first.challenge, kind: 'passkey', assertion }
  expect((await show(body)).status).toBe(200)
  const second = await asked()
  const refused = [
    { assertion },
    { assertion: foreign.get(second.options) },
    { assertion: key.get(second.options, { origin: 'https://evil.example' }) },
    { assertion: key.get((await asked()).options, { rpId: 'evil.example' }) },
    { assertion: authenticator().get((await asked()).options) },
  ]
  for (const { assertion: shown } of refused)
    expect((await show({ challenge: second.challenge, kind: 'passkey', assertion: shown })).body.code).toBe(
      'WRONG_PASSKEY',
    )
})

test('a passkey whose counter falls behind has been copied and is refused', async () => {
  const person = await someone()
  const key = await setUpPasskey(person)
  const enter = async (counter: number) => {
    const options = (await app.as({}).post('/auth/passkey/options', {})).body
    return (await app.as({}).post('/auth/passkey', { assertion: key.get(options, { counter }) })).status
  }
  expect([await enter(10), await enter(10), await enter(9), await enter(11)]).toEqual([200, 401, 401, 200])
})

test('without a password: the passkey says who it is, and must have asked its owner', async () => {
  const person = await someone()
  const key = await setUpPasskey(person)
  const options = async () => (await app.as({}).post('/auth/passkey/options', {})).body
  const asked = await options()
  expect(asked).toMatchObject({ rpId: 'localhost', userVerification: 'required' })
  expect(asked.allowCredentials ?? []).toEqual([])
  const assertion = key.get(asked)
  const answers = await Promise.all(Array.from({ length: 50 }, () => app.as({}).post('/auth/passkey', { assertion })))
  const entered = answers.filter(({ status }) => status === 200)
  expect(entered).toHaveLength(1)
  expect((await bearer(entered[0]?.body.accessToken).get('/auth/me')).body.email).toBe(person.email)
  const unasked = await app.as({}).post('/auth/passkey', { assertion: key.get(await options(), { isVerified: false }) })
  expect([unasked.status, unasked.body.code]).toEqual([401, 'WRONG_PASSKEY'])
  const second = await app.as({}).post('/auth/second-factor/options', { challenge: await challengeOf(person) })
  const mixed = await app.as({}).post('/auth/passkey', { assertion: key.get(second.body) })
  expect(mixed.status).toBe(401)
})

test('a suspended member’s passkey opens nothing', async () => {
  const tenant = await app.tenant()
  const [admin, person] = [await app.person(tenant, [{ role: 'administrator' }]), await app.person(tenant, [])]
  const key = await setUpPasskey(person)
  await admin.post(`/members/${person.memberId}/suspend`, {})
  const options = (await app.as({}).post('/auth/passkey/options', {})).body
  const answer = await app.as({}).post('/auth/passkey', { assertion: key.get(options) })
  expect([answer.status, answer.body.code]).toEqual([401, 'WRONG_PASSKEY'])
})

test('a trusted browser is asked for the password alone until it is forgotten, or the password changes', async () => {
  const person = await someone()
  const { recoveryCodes } = await setUpTotp(person)
  const trust = async (code: string | undefined) => {
    const answer = await show({ challenge: await challengeOf(person), kind: 'recovery', code, trustDevice: true })
    const cookies = [answer.headers['set-cookie']].flat().map(String)
    return String(cookies.find(cookie => cookie.startsWith('tenon-device='))?.split(';')[0])
  }
  const enter = async (cookie: string, { email: identifier, password } = person) =>
    (await app.as({ cookie }).post('/auth/login', { identifier, password })).body.code ?? 'in'
  const cookie = await trust(recoveryCodes[0])
  expect([await enter(cookie), await enter(''), await enter(`${cookie.slice(0, -1)}x`)]).toEqual([
    'in',
    'SECOND_FACTOR_NEEDED',
    'SECOND_FACTOR_NEEDED',
  ])
  const other = await someone()
  await setUpTotp(other)
  expect(await enter(cookie, other)).toBe('SECOND_FACTOR_NEEDED')
  const [device] = (await person.get('/user/devices', { cookie })).body.data
  expect(device).toMatchObject({ current: true })
  expect((await other.delete(`/user/devices/${device.id}`)).status).toBe(404)
  expect((await person.delete(`/user/devices/${device.id}`)).status).toBe(204)
  expect(await enter(cookie)).toBe('SECOND_FACTOR_NEEDED')
  const later = await trust(recoveryCodes[1])
  const password = 'thirteen grey herons'
  expect((await person.post('/auth/password', { current: person.password, password })).status).toBe(204)
  expect(await enter(later, { ...person, password })).toBe('SECOND_FACTOR_NEEDED')
})

test('a challenge that has gone by, or was never given, opens nothing', async () => {
  const person = await someone()
  const { secret } = await setUpTotp(person)
  const challenge = await challengeOf(person)
  const text = 'update auth.challenge set expires_at = now() where user_id = $1'
  await app.runtime.pool.instance([{ text, values: [person.userId] }])
  for (const token of [challenge, 'x'.repeat(43)]) {
    const answer = await show({ challenge: token, kind: 'totp', code: codeOf(secret) })
    expect([answer.status, answer.body.code]).toEqual([401, 'CHALLENGE_OVER'])
  }
})
