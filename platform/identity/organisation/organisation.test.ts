import { expect, test } from 'vitest'
import { createPerson } from '../server.ts'
import { signInApp } from '../testing/sign-in-app.ts'

const app = await signInApp()

test('an administrator chooses the accent everyone sees; nobody else does, and no other organisation', async () => {
  const [tenant, other] = [await app.tenant(), await app.tenant()]
  const admin = await app.person(tenant, [{ role: 'administrator' }])
  const person = await app.person(tenant, [])
  const stranger = await app.person(other, [{ role: 'administrator' }])
  const accent = async (who: typeof admin) => (await who.get('/user/me')).body.tenant.accent
  expect(await accent(person)).toBeNull()
  for (const wish of ['plum', 'moss'])
    expect((await admin.patch('/organisation', { accent: wish })).body).toEqual({ accent: wish })
  expect([await accent(admin), await accent(person), await accent(stranger)]).toEqual(['moss', 'moss', null])
  expect((await person.patch('/organisation', { accent: 'ink' })).status).toBe(403)
  expect((await admin.patch('/organisation', { accent: 'pink' })).status).toBe(422)
})

test('one is told the organisations of one’s own account, and of no other', async () => {
  const [here, there] = [await app.tenant(), await app.tenant()]
  const person = await app.person(here, [])
  const admin = await app.person(there, [{ role: 'administrator' }])
  const organisations = async () =>
    (await person.get('/user/organisations')).body.data.map(({ id }: { id: string }) => id)
  expect(await organisations()).toEqual([here.id])
  const second = await createPerson(app.runtime, there, {
    name: 'Same',
    email: person.email,
    password: 'ignored',
    roles: [],
  })
  expect((await organisations()).toSorted()).toEqual([here.id, there.id].toSorted())
  expect((await admin.post(`/members/${second.memberId}/suspend`, {})).status).toBe(200)
  expect(await organisations()).toEqual([here.id])
})
