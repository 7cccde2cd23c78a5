import { expect, test } from 'vitest'
import { settleSignIns } from '../server.ts'
import { anAddress, signInApp } from '../testing/sign-in-app.ts'

const app = await signInApp()

test('an administrator sees who waits after failed attempts and ends the waiting', async () => {
  const tenant = await app.tenant()
  const [admin, clerk] = [await app.person(tenant, [{ role: 'administrator' }]), await app.person(tenant, [])]
  const here = anAddress()
  for (let i = 0; i < 5; i++) await app.login(clerk.email, 'wrong wrong wrong', here)
  expect((await app.login(clerk.email, clerk.password, here)).status).toBe(429)
  expect((await app.login(clerk.email, clerk.password, anAddress())).status).toBe(200)
  await settleSignIns(app.runtime)
  const { data } = (await admin.get('/security/locked')).body
  expect(data).toMatchObject([{ member: { id: clerk.memberId }, identifier: clerk.email, network: here }])
  expect(data[0].seconds).toBeGreaterThan(0)
  expect((await clerk.get('/security/locked')).status).toBe(403)
  const stranger = await app.person(await app.tenant(), [{ role: 'administrator' }])
  expect((await stranger.get('/security/locked')).body.data).toEqual([])
  expect((await admin.post(`/members/${clerk.memberId}/unlock`)).status).toBe(200)
  expect((await admin.get('/security/locked')).body.data).toEqual([])
  expect((await app.login(clerk.email, clerk.password, here)).status).toBe(200)
})
