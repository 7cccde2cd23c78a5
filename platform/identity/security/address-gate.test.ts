import { expect, onTestFinished, test, vi } from 'vitest'
import { setPolicy } from '../testing/policy.ts'
import { type Caller, type Known, signInApp } from '../testing/sign-in-app.ts'

const app = await signInApp()
const everywhere = [{ role: 'administrator' }]
const allow = (cidr: string) => ({ cidr, effect: 'allow' as const })
const from = ({ token }: Known, address: string, headers = {}) =>
  app.as({ authorization: `Bearer ${token}`, ...headers }, address)
const [inside, outside] = ['198.51.100.7', '203.0.113.9']

async function office() {
  const tenant = await app.tenant()
  const [admin, clerk] = [await app.person(tenant, everywhere), await app.person(tenant, [])]
  return { tenant, admin, clerk, here: from(admin, inside) }
}

test('addresses count at sign-in and for every request of a session, from the next one on', async () => {
  const { admin, clerk, here } = await office()
  expect((await from(clerk, outside).get('/auth/me')).status).toBe(200)
  expect((await setPolicy(here, { addressRules: [allow('198.51.100.0/24')] })).status).toBe(200)
  expect((await from(clerk, outside).get('/auth/me')).body.code).toBe('ADDRESS_NOT_ALLOWED')
  expect((await from(clerk, outside).get('/members')).status).toBe(403)
  expect((await from(clerk, inside).get('/auth/me')).status).toBe(200)
  expect((await app.login(clerk.email, clerk.password, outside)).body.code).toBe('ADDRESS_NOT_ALLOWED')
  expect((await app.login(clerk.email, 'wrong wrong wrong', outside)).body.code).toBe('WRONG_CREDENTIALS')
  expect((await app.login(clerk.email, clerk.password, inside)).status).toBe(200)
  await setPolicy(here, { addressRules: [] })
  expect((await from(clerk, outside).get('/auth/me')).status).toBe(200)
  expect((await from(admin, outside).get('/members')).status).toBe(200)
})

test('a remembered session is judged by the rules of this moment, both ways', async () => {
  const { admin, here } = await office()
  const path = `/members/${admin.memberId}`
  for (let i = 0; i < 2; i++) {
    expect((await from(admin, outside).get(path)).status).toBe(200)
    await setPolicy(here, { addressRules: [allow('198.51.100.0/24')] })
    expect((await from(admin, outside).get(path)).status).toBe(403)
    await setPolicy(here, { addressRules: [] })
  }
  expect((await from(admin, outside).get(path)).status).toBe(200)
})

test('no header makes an address another one', async () => {
  const { clerk, here } = await office()
  await setPolicy(here, { addressRules: [allow('198.51.100.0/24')] })
  const disguise = { 'x-forwarded-for': inside, forwarded: `for=${inside}`, 'x-real-ip': inside, 'x-client-ip': inside }
  expect((await from(clerk, outside, disguise).get('/auth/me')).status).toBe(403)
})

test('rules that shut out their author are refused, and tried only for a time', async () => {
  const { admin, here } = await office()
  const rules = [allow('203.0.113.0/24')]
  const refused = await setPolicy(here, { addressRules: rules })
  expect([refused.status, refused.body.code, refused.body.address]).toEqual([409, 'SHUTS_YOU_OUT', inside])
  const tried = await here.put('/security/policy', { ...(await wishOf(here)), addressRules: rules, trialMinutes: 5 })
  expect(tried.body).toMatchObject({ addressRules: [], trial: { addressRules: rules } })
  expect((await here.get('/auth/me')).status).toBe(403)
  const there = from(admin, outside)
  expect((await there.get('/auth/me')).status).toBe(200)
  laterBy(6)
  expect((await here.get('/auth/me')).status).toBe(200)
  expect((await here.get('/security/policy')).body).toMatchObject({ addressRules: [], trial: null })
  expect((await there.post('/security/policy/confirm')).body.code).toBe('NO_TRIAL')
})

test('rules on trial stay when they are confirmed from where they allow it', async () => {
  const { admin, here } = await office()
  const rules = [allow('203.0.113.0/24')]
  await here.put('/security/policy', { ...(await wishOf(here)), addressRules: rules, trialMinutes: 5 })
  expect((await here.post('/security/policy/confirm')).status).toBe(403)
  const there = from(admin, outside)
  expect((await there.post('/security/policy/confirm')).body).toMatchObject({ addressRules: rules, trial: null })
  laterBy(6)
  expect((await here.get('/auth/me')).status).toBe(403)
  expect((await there.get('/auth/me')).status).toBe(200)
})

test('a simulation names who would be shut out, of this organisation alone', async () => {
  const [{ admin, clerk, here }] = [await office(), await office()]
  await app.login(clerk.email, clerk.password, outside)
  const wish = { addressRules: [{ cidr: '203.0.113.0/24', effect: 'deny' as const }] }
  const { body } = await here.post('/security/policy/simulate', wish)
  expect(body).toMatchObject({ address: inside, allowed: true, online: 3, shutOutCount: 1 })
  expect(body.shutOut).toMatchObject([{ member: { id: clerk.memberId }, address: outside }])
  const none = await here.post('/security/policy/simulate', { ...wish, address: outside })
  expect(none.body).toMatchObject({ address: outside, allowed: false })
  const bad = await here.post('/security/policy/simulate', { addressRules: [allow('10.0.0.0/40')] })
  expect(bad.body.fields).toMatchObject([{ field: 'addressRules.0.cidr', code: 'INVALID_ADDRESS_RANGE' }])
  expect((await from(admin, inside).get('/security/policy')).body.version).toBe(0)
})

async function wishOf(who: Caller) {
  const { version: _, trial: __, address: ___, ...wish } = (await who.get('/security/policy')).body
  return wish
}
/** As if so many minutes had gone by: nothing but the clock moves. */
function laterBy(minutes: number) {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 })
  onTestFinished(() => void vi.useRealTimers())
}
