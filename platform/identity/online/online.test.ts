import { expect, test } from 'vitest'
import { signInApp } from '../testing/sign-in-app.ts'

const { tenant, person, login, as, restarted } = await signInApp()
const everywhere = [{ role: 'administrator' }]
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const idOf = async (admin: Awaited<ReturnType<typeof person>>, memberId: string) =>
  (await admin.get(`/online?filter[member]=${memberId}`)).body.data[0]?.id

test('everyone signed in is shown with device and address, one’s own place marked', async () => {
  const place = await tenant()
  const admin = await person(place, everywhere)
  const worker = await person(place, [])
  await login(worker.email, worker.password, '10.9.8.7')
  const { body } = await admin.get('/online')
  expect(body.data).toHaveLength(3)
  expect(body.data.filter((one: { current: boolean }) => one.current)).toMatchObject([
    { member: { id: admin.memberId } },
  ])
  expect((await admin.get('/online?search=10.9.8')).body.data).toMatchObject([
    { member: { id: worker.memberId, name: 'Somebody' }, address: '10.9.8.7', current: false },
  ])
  const first = (await admin.get('/online?page[size]=2')).body
  const rest = (await admin.get(`/online?page[size]=2&page[after]=${first.page.next}`)).body
  expect(new Set([...first.data, ...rest.data].map(one => one.id)).size).toBe(3)
})

test('who is signed out is refused at the very next request, at every server, also where the session was remembered', async () => {
  const place = await tenant()
  const [admin, worker] = [await person(place, everywhere), await person(place, everywhere)]
  const elsewhere = (await restarted()).as(bearer(worker.token))
  expect([(await worker.get('/members')).status, (await elsewhere.get('/members')).status]).toEqual([200, 200])
  expect((await admin.delete(`/online/${await idOf(admin, worker.memberId)}`)).status).toBe(204)
  expect([(await worker.get('/members')).status, (await elsewhere.get('/members')).status]).toEqual([401, 401])
  expect((await as(bearer(worker.token)).post('/members', { name: 'x', email: 'x@example.com' })).status).toBe(401)
  const { body } = await admin.get(`/members/${worker.memberId}/history`)
  expect(body.data[0]).toMatchObject({ act: 'endSession', actor: { id: admin.memberId } })
})

test('another organisation’s session is like one that never was, and both acts need a right', async () => {
  const [admin, stranger] = [await person(await tenant(), everywhere), await person(await tenant(), everywhere)]
  const guest = await person(await tenant(), [])
  const id = await idOf(admin, admin.memberId)
  const [foreign, unknown] = [
    await stranger.delete(`/online/${id}`),
    await stranger.delete('/online/00000000-0000-7000-8000-000000000000'),
  ]
  expect([foreign.status, foreign.body.code]).toEqual([unknown.status, unknown.body.code])
  expect((await stranger.get('/online')).body.data).toHaveLength(1)
  expect([(await guest.get('/online')).status, (await guest.delete(`/online/${id}`)).status]).toEqual([403, 403])
  expect((await admin.get('/online')).status).toBe(200)
})
