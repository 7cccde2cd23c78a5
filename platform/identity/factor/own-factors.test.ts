import { Secret } from 'otpauth'
import { expect, test } from 'vitest'
import { authenticator } from '../testing/authenticator.ts'
import { codeOf, holdClock } from '../testing/factors.ts'
import { type Known, signInApp } from '../testing/sign-in-app.ts'

const app = await signInApp()
holdClock()
const cells = async (text: string, ...values: unknown[]) => (await app.runtime.pool.instance([{ text, values }]))[0]
const someone = async () => app.person(await app.tenant(), [{ role: 'administrator' }])

async function withTotp() {
  const person = await someone()
  const { secret } = (await person.post('/user/factors/totp', { password: person.password })).body
  const { recoveryCodes } = (await person.post('/user/factors/totp/confirm', { code: codeOf(secret) })).body
  return { person, secret, recoveryCodes }
}
const factorsOf = async (person: Known) => (await person.get('/user/factors')).body
const historyOf = async (person: Known) =>
  (await person.get(`/members/${person.memberId}/history`)).body.data.map(({ act }: { act: string }) => act)

test('an authenticator app counts once a code of it has been seen', async () => {
  const person = await someone()
  const begun = await person.post('/user/factors/totp', { password: person.password })
  expect(begun.body.uri).toContain(`secret=${begun.body.secret}`)
  expect((await factorsOf(person)).data).toEqual([])
  const wrong = await person.post('/user/factors/totp/confirm', { code: codeOf(begun.body.secret, 50) })
  expect([wrong.status, wrong.body.code]).toEqual([422, 'WRONG_FIRST_CODE'])
  const confirmed = await person.post('/user/factors/totp/confirm', { code: codeOf(begun.body.secret) })
  expect(new Set(confirmed.body.recoveryCodes).size).toBe(10)
  expect(await factorsOf(person)).toMatchObject({
    data: [{ kind: 'totp', name: null }],
    recoveryCodes: { left: 10, all: 10 },
  })
  expect((await historyOf(person))[0]).toBe('addFactor')
})

test('neither the secret nor a recovery code stands in a table', async () => {
  const { person, secret, recoveryCodes } = await withTotp()
  const rows = await cells(
    `select row_to_json(t)::text from auth.totp t where user_id = $1
      union all select row_to_json(c)::text from auth.recovery_code c where user_id = $1`,
    person.userId,
  )
  expect(rows).toHaveLength(11)
  const stored = JSON.stringify(rows)
  for (const told of [secret, Buffer.from(Secret.fromBase32(secret).bytes).toString('hex'), ...recoveryCodes])
    expect(stored).not.toContain(told)
})

test('a secret copied to another account opens nothing there', async () => {
  const [one, other] = [await withTotp(), await someone()]
  await other.post('/user/factors/totp', { password: other.password })
  await cells(
    'update auth.totp t set secret = s.secret from auth.totp s where s.user_id = $1 and t.user_id = $2',
    one.person.userId,
    other.userId,
  )
  const answer = await other.post('/user/factors/totp/confirm', { code: codeOf(one.secret) })
  expect([answer.status, answer.body.code]).toEqual([409, 'SECRET_UNREADABLE'])
})

test('a set-up that was not finished within the hour, or twice, begins again', async () => {
  const person = await someone()
  const { secret } = (await person.post('/user/factors/totp', { password: person.password })).body
  await cells("update auth.totp set created_at = now() - interval '61 minutes' where user_id = $1", person.userId)
  const late = await person.post('/user/factors/totp/confirm', { code: codeOf(secret) })
  expect([late.status, late.body.code]).toEqual([409, 'ENROLMENT_NOT_BEGUN'])
  const again = (await person.post('/user/factors/totp', { password: person.password })).body.secret
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => person.post('/user/factors/totp/confirm', { code: codeOf(again) })),
  )
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
})

test('everything about factors asks for the password, which is counted like a sign-in', async () => {
  const { person } = await withTotp()
  const [{ id }] = (await factorsOf(person)).data
  const asked = [
    () => person.post('/user/factors/totp', {}),
    () => person.post('/user/passkeys/options'),
    () => person.post('/user/factors/recovery-codes', {}),
    () => person.delete(`/user/factors/${id}`),
  ]
  for (const ask of asked) expect((await ask()).body.code).toBe('PASSWORD_CONFIRMATION_NEEDED')
  const remove = (password: string) => person.delete(`/user/factors/${id}`, {}, { password })
  for (let i = 0; i < 5; i++) expect((await remove('wrong')).status).toBe(401)
  expect((await remove(person.password)).status).toBe(429)
  expect((await factorsOf(person)).data).toHaveLength(1)
})

test('with the last factor the recovery codes and trusted devices go', async () => {
  const { person } = await withTotp()
  const [{ id }] = (await factorsOf(person)).data
  const other = await withTotp()
  const foreign = await other.person.delete(`/user/factors/${id}`, {}, { password: other.person.password })
  expect(foreign.status).toBe(404)
  expect((await person.delete(`/user/factors/${id}`, {}, { password: person.password })).status).toBe(204)
  expect(await factorsOf(person)).toEqual({ data: [], recoveryCodes: { left: 0, all: 0 } })
  const renewed = await person.post('/user/factors/recovery-codes', { password: person.password })
  expect(renewed.body.code).toBe('NO_SECOND_FACTOR')
  expect((await historyOf(person)).slice(0, 2)).toEqual(['removeFactor', 'addFactor'])
  const [[tenantId] = []] =
    (await cells('select tenant_id from auth.membership where user_id = $1', person.userId)) ?? []
  const text = 'select text_body from kernel.mail where recipient = $1 order by queued_at, id'
  const mails = await app.runtime.pool.flight(String(tenantId), [{ text, values: [person.email] }])
  const [added, removed] = mails[0] ?? []
  expect([added?.[0], removed?.[0]]).toEqual([
    expect.stringContaining('was set up for your account'),
    expect.stringContaining('was removed from your account'),
  ])
})

test('a passkey is kept once, under its name, for the account it was made for', async () => {
  const [person, other] = [await someone(), await someone()]
  const key = authenticator()
  const options = (await person.post('/user/passkeys/options', { password: person.password })).body
  expect(options).toMatchObject({ rp: { id: 'localhost' }, user: { name: person.email } })
  const body = { name: 'Laptop', attestation: key.create(options) }
  expect((await other.post('/user/passkeys', body)).body.code).toBe('PASSKEY_NOT_MADE')
  const answers = await Promise.all([person.post('/user/passkeys', body), person.post('/user/passkeys', body)])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 422])
  expect((await factorsOf(person)).data).toMatchObject([{ kind: 'passkey', name: 'Laptop', isSynced: false }])
  const again = (await other.post('/user/passkeys/options', { password: other.password })).body
  const known = await other.post('/user/passkeys', { name: 'Same', attestation: key.create(again) })
  expect([known.status, known.body.code]).toEqual([409, 'PASSKEY_KNOWN'])
})

test('a passkey made for another address, or from another page, is refused', async () => {
  const person = await someone()
  for (const wish of [
    { origin: 'https://evil.example' },
    { origin: 'http://localhost:8001' },
    { rpId: 'evil.example' },
  ]) {
    const options = (await person.post('/user/passkeys/options', { password: person.password })).body
    const answer = await person.post('/user/passkeys', {
      name: 'x',
      attestation: authenticator().create(options, wish),
    })
    expect([answer.status, answer.body.code]).toEqual([422, 'PASSKEY_NOT_MADE'])
  }
  const made = authenticator().create({ challenge: 'bm90IG91cnMgYXQgYWxs' })
  expect((await person.post('/user/passkeys', { name: 'x', attestation: made })).status).toBe(422)
  expect((await person.post('/user/passkeys', { name: 'x', attestation: {} })).status).toBe(422)
})

test('at an address no browser makes passkeys for, the answer says what to do', async () => {
  const person = await someone()
  for (const address of ['http://127.0.0.1:8000', 'http://tenon.example', 'https://[::1]']) {
    const server = await app.restarted(address)
    const caller = server.as({ authorization: `Bearer ${person.token}` })
    const answer = await caller.post('/user/passkeys/options', { password: person.password })
    expect([answer.status, answer.body.code]).toEqual([409, 'PASSKEYS_NEED_A_HOST_NAME'])
  }
})
