import { expect, test } from 'vitest'
import { passwordLink, resetPassword, settleSignIns } from '../server.ts'
import { mailsTo } from '../testing/policy.ts'
import { type Caller, type Known, signInApp } from '../testing/sign-in-app.ts'

const app = await signInApp()
const second = await app.restarted()
const password = 'thirteen grey herons'

interface Office {
  readonly tenantId: string
  readonly admin: Known
  readonly person: Known
}
const linkIn = (text: string | undefined) => text?.match(/\/password#(\S+)/)?.[1]
const setByLink = (token: string | undefined) => app.as({}).post('/auth/password/link', { token, password })

const endings: Record<string, (office: Office) => Promise<unknown>> = {
  logout: ({ person }) => person.post('/auth/logout'),
  'a forced sign-out': ({ admin, person }) => admin.post(`/members/${person.memberId}/signOut`),
  suspension: ({ admin, person }) => admin.post(`/members/${person.memberId}/suspend`),
  'removal from the organisation': async ({ admin, person }) => {
    await admin.post(`/members/${person.memberId}/suspend`)
    return admin.post(`/members/${person.memberId}/archive`)
  },
  'being ended by an administrator': async ({ admin, person }) => {
    const { data } = (await admin.get(`/online?filter[member]=${person.memberId}`)).body
    return admin.delete(`/online/${data[0].id}`)
  },
  'being ended by its owner': async ({ person }) => {
    const { data } = (await person.get('/user/sessions')).body
    return person.delete(`/user/sessions/${data[0].id}`)
  },
  'a password chosen by link': async ({ person }) =>
    setByLink((await passwordLink(app.runtime, person.email, 'http://localhost')).url.split('#')[1]),
  'a password that was forgotten': async ({ tenantId, person }) => {
    await app.as({}).post('/auth/password/forgotten', { identifier: person.email })
    await settleSignIns(app.runtime)
    const [mail] = await mailsTo(app.runtime, tenantId, person.email)
    return setByLink(linkIn(mail))
  },
  'a reset by the operator': ({ person }) => resetPassword(app.runtime, person.email),
  'a password that had to be changed': async ({ admin, person }) => {
    await admin.post(`/members/${person.memberId}/requirePasswordChange`)
    const { challenge } = (await app.login(person.email, person.password)).body
    return app.as({}).post('/auth/password/renew', { challenge, newPassword: password })
  },
}

/** The same token as a header and as a cookie, on each of two servers. */
const everywhere = ({ token }: Known): Caller[] =>
  [app, second].flatMap(server => [
    server.as({ authorization: `Bearer ${token}` }),
    server.as({ cookie: `tenon=${token}`, 'x-requested-with': 'tenon' }),
  ])
const statuses = async (callers: readonly Caller[], path: string) => {
  const all = []
  for (const caller of callers) all.push((await caller.get(path)).status)
  return all
}

async function office(): Promise<Office> {
  const tenant = await app.tenant()
  const admin = await app.person(tenant, [{ role: 'administrator' }])
  return { tenantId: tenant.id, admin, person: await app.person(tenant, [{ role: 'administrator' }]) }
}

for (const [name, end] of Object.entries(endings))
  test(`${name} ends the session at its next request, on every server and after a restart`, async () => {
    const one = await office()
    const callers = everywhere(one.person)
    const path = `/members/${one.person.memberId}`
    expect(await statuses(callers, path)).toEqual([200, 200, 200, 200])
    await end(one)
    expect(await statuses(callers, path)).toEqual([401, 401, 401, 401])
    expect(await statuses(callers, '/auth/me')).toEqual([401, 401, 401, 401])
    const restarted = await app.restarted()
    expect((await restarted.as({ authorization: `Bearer ${one.person.token}` }).get('/auth/me')).status).toBe(401)
  })

test('a role that is taken away is gone at the next request, on every server', async () => {
  const { admin, person } = await office()
  const callers = everywhere(person)
  const path = `/members/${admin.memberId}`
  expect(await statuses(callers, path)).toEqual([200, 200, 200, 200])
  expect((await admin.patch(`/members/${person.memberId}`, { roles: [] })).status).toBe(200)
  expect(await statuses(callers, '/members')).toEqual([403, 403, 403, 403])
  expect(await statuses(callers, path)).toEqual(Array(4).fill((await person.get(path)).status))
  expect((await person.get(path)).status).toBeGreaterThan(400)
  expect((await person.get('/auth/me')).status).toBe(200)
})
