import { expect, test } from 'vitest'
import { createPerson } from '../server.ts'
import { signInApp } from '../testing/sign-in-app.ts'

const app = await signInApp()
const password = 'thirteen grey herons'
const set = (url: string) => app.as({}).post('/auth/password/link', { token: url.split('#')[1], password })

async function office() {
  const tenant = await app.tenant()
  const admin = await app.person(tenant, [{ role: 'administrator' }])
  const grants = [{ permission: 'identity.member.*' }, { permission: 'identity.role.read' }]
  await admin.post('/roles', { key: 'recruiter', name: 'Recruiter', grants })
  const recruiter = await app.person(tenant, [{ role: 'recruiter' }])
  const administrator = (await admin.get('/user/me')).body.roles[0].id as string
  const email = `${tenant.slug}@example.com`
  const { id } = (await recruiter.post('/members', { name: 'New', email })).body
  return { tenant, admin, recruiter, administrator, email, id: id as string }
}

test('a member entered in the console is invited and comes to sign in', async () => {
  const { admin, recruiter, email, id } = await office()
  const first = (await recruiter.post(`/members/${id}/invite`)).body
  const { url } = (await recruiter.post(`/members/${id}/invite`)).body
  expect((await set(first.url)).status).toBe(410)
  expect((await set(url)).status).toBe(204)
  expect((await app.login(email, password)).status).toBe(200)
  expect((await recruiter.post(`/members/${id}/invite`)).body.code).toBe('ALREADY_SIGNS_IN')
  expect((await admin.get(`/members/${id}/history`)).body.data.map(({ act }: { act: string }) => act)).toEqual([
    'activate',
    'setPassword',
    'invite',
    'invite',
    'create',
  ])
})

test('an address put right after the invitation is the one to sign in with', async () => {
  const { admin, recruiter, email, id } = await office()
  await recruiter.post(`/members/${id}/invite`)
  await recruiter.patch(`/members/${id}`, { email: admin.email.replace('@', '.new@') })
  const { url } = (await recruiter.post(`/members/${id}/invite`)).body
  expect((await set(url)).status).toBe(204)
  expect((await app.login(email, password)).status).toBe(401)
  expect((await app.login(admin.email.replace('@', '.new@'), password)).status).toBe(200)
})

test('inviting hands nobody more than the inviter holds, now or later', async () => {
  const { admin, recruiter, administrator, id } = await office()
  const { url } = (await recruiter.post(`/members/${id}/invite`)).body
  expect((await admin.patch(`/members/${id}`, { roles: [{ role: administrator }] })).status).toBe(200)
  expect((await set(url)).status).toBe(410)
  expect((await recruiter.post(`/members/${id}/invite`)).body.fields).toMatchObject([
    { field: 'roles.0.role', code: 'NOT_HELD' },
  ])
  expect((await admin.post(`/members/${id}/invite`)).status).toBe(200)
})

test('an account that exists is never handed out by an invitation', async () => {
  const [one, two] = [await office(), await office()]
  const { id } = (await one.admin.post('/members', { name: 'Guest', email: two.admin.email })).body
  expect((await one.admin.post(`/members/${id}/invite`)).body.code).toBe('ACCOUNT_EXISTS')
  const joined = await createPerson(app.runtime, one.tenant, {
    name: 'Guest',
    email: two.admin.email,
    roles: [{ role: 'recruiter' }],
  })
  expect(joined.memberId).toBe(id)
  expect((await one.admin.get(`/members/${id}`)).body).toMatchObject({
    userId: two.admin.userId,
    roles: [{ site: null }],
  })
  expect((await one.admin.post(`/members/${id}/invite`)).body.code).toBe('ALREADY_SIGNS_IN')
  expect((await one.admin.post(`/members/${two.id}/invite`)).status).toBe(404)
})
