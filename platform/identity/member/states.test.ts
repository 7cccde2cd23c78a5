import { expect, test } from 'vitest'
import { signInApp } from '../testing/sign-in-app.ts'

const app = await signInApp()
const password = 'thirteen grey herons'

async function office() {
  const tenant = await app.tenant()
  const admin = await app.person(tenant, [{ role: 'administrator' }])
  const administrator = (await admin.get('/user/me')).body.roles[0].id as string
  const add = async (name: string, more: object = {}) =>
    (await admin.post('/members', { name, email: `${name}@${tenant.slug}.example`, ...more })).body
  return { tenant, admin, administrator, add }
}
const statusOf = async ({ admin }: Awaited<ReturnType<typeof office>>, id: string) =>
  (await admin.get(`/members/${id}`)).body.status
const bulk = async ({ admin }: Awaited<ReturnType<typeof office>>, body: object) =>
  (await admin.post('/members/bulk', body)).body.results.map(
    (result: { ok: boolean; problem?: { code: string } }) => result.problem?.code ?? result.ok,
  )

test('a member is a draft, then invited, and active with the first password', async () => {
  const place = await office()
  const { id, email, status } = await place.add('lin', { employeeNumber: 'E-1' })
  expect(status).toBe('draft')
  expect((await place.admin.post(`/members/${id}/suspend`)).body.code).toBe('WRONG_STATE')
  const { url, mailed } = (await place.admin.post(`/members/${id}/invite`)).body
  expect([mailed, await statusOf(place, id)]).toEqual([false, 'invited'])
  expect((await app.login(email, password)).status).toBe(401)
  expect((await app.as({}).post('/auth/password/link', { token: url.split('#')[1], password })).status).toBe(204)
  expect(await statusOf(place, id)).toBe('active')
  expect((await app.login(email, password)).status).toBe(200)
  expect((await place.admin.post('/members', { name: 'x', email: 'x@y.zz', employeeNumber: 'E-1' })).status).toBe(422)
})

test('whoever is archived is out at once with sessions and keys, and comes back without them', async () => {
  const place = await office()
  const person = await app.person(place.tenant, [{ role: 'administrator' }])
  const { id: key } = (
    await person.post('/user/api-keys', { name: 'Robot', permissions: ['*'], expiresAt: inDays(30) })
  ).body
  const path = `/members/${person.memberId}`
  expect((await place.admin.post(`${path}/archive`, { reason: 'Left' })).body.status).toBe('archived')
  expect((await person.get('/user/me')).status).toBe(401)
  expect((await app.login(person.email, person.password)).status).toBe(401)
  expect((await place.admin.post(`${path}/reinstate`)).body.code).toBe('WRONG_STATE')
  expect((await place.admin.post(`${path}/invite`)).body.code).toBe('NOT_INVITABLE')
  expect((await place.admin.post(`${path}/restoreAccount`)).body.status).toBe('suspended')
  expect((await app.login(person.email, person.password)).status).toBe(401)
  expect((await place.admin.post(`${path}/reinstate`)).body.status).toBe('active')
  expect((await app.login(person.email, person.password)).status).toBe(200)
  expect((await place.admin.get(`/api_keys/${key}`)).body.status).toBe('revoked')
})
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

test('many at once, each by itself: disabled, enabled, archived', async () => {
  const place = await office()
  const people = await Promise.all([1, 2].map(() => app.person(place.tenant, [])))
  const draft = (await place.add('wang')).id as string
  const ids = [...people.map(({ memberId }) => memberId), draft]
  expect(await bulk(place, { action: 'suspend', ids })).toEqual([true, true, 'WRONG_STATE'])
  expect(await bulk(place, { action: 'reinstate', ids })).toEqual([true, true, 'WRONG_STATE'])
  expect(await bulk(place, { action: 'archive', ids })).toEqual([true, true, true])
})

test('many are given a role and a department at once, keeping what they have, within what the giver holds', async () => {
  const place = await office()
  const { admin, administrator, tenant } = place
  const site = (await admin.get('/sites')).body.data[0].id as string
  const clerk = (await admin.post('/roles', { key: 'clerk', name: 'Clerk', grants: [{ permission: 'identity.*' }] }))
    .body
  const hr = await app.person(tenant, [{ role: 'clerk' }])
  const sales = (await admin.post('/departments', { name: 'Sales' })).body.id as string
  const ids = [(await place.add('a')).id as string, (await place.add('b', { roles: [{ role: clerk.id, site }] })).id]
  const by = async (person: typeof admin, action: string, input: object) =>
    bulk({ ...place, admin: person }, { action, ids, input })
  for (const _ of [1, 2]) expect(await by(hr, 'assignRole', { role: clerk.id })).toEqual([true, true])
  expect(await by(hr, 'assignRole', { role: administrator })).toEqual(['INVALID', 'INVALID'])
  expect(await by(hr, 'assignDepartment', { department: sales })).toEqual([true, true])
  const shown = async () =>
    (await Promise.all(ids.map(id => admin.get(`/members/${id}`)))).map(({ body }) => [
      body.roles.map((held: { site: string | null }) => held.site),
      body.departments.map((held: { isMain: boolean }) => held.isMain),
    ])
  expect(await shown()).toEqual([
    [[null], [true]],
    [[site, null], [true]],
  ])
  expect(await by(hr, 'withdrawRole', { role: clerk.id })).toEqual([true, true])
  expect(await by(hr, 'withdrawDepartment', { department: sales })).toEqual([true, true])
  expect(await shown()).toEqual([
    [[], []],
    [[site], []],
  ])
})

test('the last administrator stays, whatever is tried', async () => {
  const place = await office()
  const { admin, administrator } = place
  const own = `/members/${admin.memberId}`
  const last = 'LAST_ADMINISTRATOR'
  expect((await admin.post(`${own}/suspend`)).body.code).toBe(last)
  expect((await admin.post(`${own}/archive`)).body.code).toBe(last)
  expect(await bulk(place, { action: 'archive', ids: [admin.memberId] })).toEqual([last])
  expect(await bulk(place, { action: 'update', ids: [admin.memberId], values: { roles: [] } })).toEqual([last])
  const draft = await place.add('zhao', { roles: [{ role: administrator }] })
  expect((await admin.post(`${own}/archive`)).body.code).toBe(last)
  await admin.post(`/members/${draft.id}/invite`)
  expect((await admin.delete(own)).body.code).toBe(last)
})
