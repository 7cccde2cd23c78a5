import { expect, test } from 'vitest'
import { anAddress, signInApp } from '../testing/sign-in-app.ts'
import { networkOf } from './throttle.ts'

const app = await signInApp()
const wrong = 'not the right password'
const statuses = (answers: readonly { status: number }[]) => answers.map(({ status }) => status)

async function fail(times: number, email: string, address: string, login = app.login) {
  const answers = []
  for (let i = 0; i < times; i++) answers.push(await login(email, wrong, address))
  return answers
}

test('after five failures an account waits, also with the right password, and says how long', async () => {
  const { email, password } = await app.person(await app.tenant(), [])
  const here = anAddress()
  expect(statuses(await fail(5, email, here))).toEqual([401, 401, 401, 401, 401])
  const held = await app.login(email, password, here)
  expect(held.status).toBe(429)
  expect(held.body).toMatchObject({ code: 'TOO_MANY_ATTEMPTS', status: 429 })
  expect(Number(held.headers['retry-after'])).toBeGreaterThan(20)
})

test('an account that does not exist is answered and held in the same way', async () => {
  const { email } = await app.person(await app.tenant(), [])
  const [known, unknown] = [await fail(6, email, anAddress()), await fail(6, 'nobody@example.com', anAddress())]
  expect(statuses(unknown)).toEqual(statuses(known))
  const told = ({ body }: { body: Record<string, unknown> }) => ({ ...body, requestId: '', detail: '' })
  expect(unknown.map(told)).toEqual(known.map(told))
})

test('dots, case and what follows a plus buy no further tries, nor does a header of one’s own', async () => {
  const here = anAddress()
  const spellings = [
    'jo.doe@example.com',
    'JODOE@example.com',
    'j.o.d.o.e@Example.com',
    'jodoe+1@example.com',
    'jodoe@example.com',
  ]
  for (const spelling of spellings) expect((await app.login(spelling, wrong, here)).status).toBe(401)
  const body = { identifier: 'jodoe@example.com', password: wrong }
  const disguised = { 'x-forwarded-for': anAddress(), forwarded: `for=${anAddress()}`, 'x-real-ip': anAddress() }
  expect((await app.as(disguised, here).post('/auth/login', body)).status).toBe(429)
})

test('the limit holds after a restart', async () => {
  const here = anAddress()
  await fail(5, 'later@example.com', here)
  const again = await app.restarted()
  expect((await again.login('later@example.com', wrong, here)).status).toBe(429)
})

test('guesses sent at once are counted one by one', async () => {
  const here = anAddress()
  const answers = await Promise.all(Array.from({ length: 12 }, () => app.login('many@example.com', wrong, here)))
  expect(statuses(answers).filter(status => status === 401)).toHaveLength(5)
})

test('failing elsewhere on purpose does not lock a person out of the usual place, nor others beside', async () => {
  const tenant = await app.tenant()
  const [victim, colleague] = [await app.person(tenant, []), await app.person(tenant, [])]
  const office = anAddress()
  expect((await app.login(victim.email, victim.password, office)).status).toBe(200)
  for (let i = 0; i < 16; i++) await app.login(victim.email, wrong, anAddress())
  expect((await app.login(victim.email, victim.password, anAddress())).status).toBe(429)
  expect((await app.login(victim.email, victim.password, office)).status).toBe(200)
  expect((await app.login(colleague.email, colleague.password, anAddress())).status).toBe(200)
})

test('a success forgets the failures before it', async () => {
  const { email, password } = await app.person(await app.tenant(), [])
  const here = anAddress()
  await fail(4, email, here)
  expect((await app.login(email, password, here)).status).toBe(200)
  expect(statuses(await fail(4, email, here))).toEqual([401, 401, 401, 401])
  expect((await app.login(email, password, here)).status).toBe(200)
})

test('an IPv6 subscriber is one network, however it is written', () => {
  expect(networkOf('2001:db8:0:7::1')).toBe('2001:db8:0:7')
  expect(networkOf('2001:0DB8::7:0:0:0:1')).toBe('2001:db8:0:7')
  expect(networkOf('::1')).toBe('0:0:0:0')
  expect(networkOf('::ffff:192.0.2.9')).toBe('192.0.2.9')
  expect(networkOf('192.0.2.9')).toBe('192.0.2.9')
})
