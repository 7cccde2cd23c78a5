import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { expect, test } from 'vitest'
import { anAddress, type Known, signInApp } from '../testing/sign-in-app.ts'
import { readCode } from './code.ts'

const app = await signInApp()
const password = 'thirteen grey herons'
let people = 0
const newEmail = () => `guest${++people}@example.com`

async function office() {
  const tenant = await app.tenant()
  const admin = await app.person(tenant, [{ role: 'administrator' }])
  const grants = [
    { permission: 'identity.invitation.*' },
    { permission: 'identity.invitationUse.*' },
    { permission: 'identity.member.*' },
    { permission: 'identity.role.read' },
    { permission: 'identity.department.read' },
  ]
  const recruiterRole = (await admin.post('/roles', { key: 'recruiter', name: 'Recruiter', grants })).body.id as string
  const recruiter = await app.person(tenant, [{ role: 'recruiter' }])
  const administrator = (await admin.get('/user/me')).body.roles[0].id as string
  return { tenant, admin, recruiter, recruiterRole, administrator }
}
/** An invitation and its code, as the person makes them. */
async function invite(person: Known, wish: object = {}) {
  const { status, body } = await person.post('/invitations', { name: 'Night shift', ...wish })
  expect(status).toBe(201)
  const link = await person.post(`/invitations/${body.id}/link`)
  expect(link.status).toBe(200)
  return { id: body.id as string, path: `/invitations/${body.id}`, token: link.body.code as string, link: link.body }
}
const join = (token: string, more: object = {}, address = anAddress()) =>
  app.as({}, address).post('/auth/join', { token, name: 'Newcomer', email: newEmail(), password, ...more })

test('a code is shown once, tells who invites where to, and gives what was preset', async () => {
  const { tenant, admin, recruiter, recruiterRole } = await office()
  const sales = (await admin.post('/departments', { name: 'Sales' })).body.id as string
  const { token, link, path } = await invite(recruiter, { roles: [{ role: recruiterRole }], department: sales })
  expect(link).toMatchObject({ url: `http://localhost/join#${token}`, mailed: false })
  expect(JSON.stringify((await admin.get(path)).body)).not.toContain(token.slice(6))
  const seen = await app.as({}).get(`/auth/invitation?token=${token.toLowerCase().replaceAll('-', ' ')}`)
  expect(seen.body).toMatchObject({ organisation: tenant.name, inviter: 'Somebody', email: null, needsApproval: false })
  const email = newEmail()
  expect((await join(token, { email })).body).toEqual({ organisation: tenant.name, awaitsApproval: false })
  const { accessToken } = (await app.login(email, password)).body
  const me = (await app.as({ authorization: `Bearer ${accessToken}` }).get('/user/me')).body
  expect(me.roles.map((role: { id: string }) => role.id)).toEqual([recruiterRole])
  const { body } = await admin.get(`/members/${me.person.id}`)
  expect([body.status, body.departments[0].department]).toEqual(['active', sales])
  const uses = (await recruiter.get(`/invitation_uses?filter[invitation]=${path.split('/')[2]}`)).body.data
  expect(uses).toMatchObject([{ email, member: me.person.id, hadAccount: false }])
  expect((await admin.get(path)).body).toMatchObject({ status: 'used', used: 1 })
  expect((await join(token)).body.code).toBe('INVITATION_OVER')
})

test('of fifty who use the last place at once, exactly one joins', async () => {
  const { admin, recruiter } = await office()
  const { token, path } = await invite(recruiter)
  const statuses = (await Promise.all(Array.from({ length: 50 }, () => join(token)))).map(({ status }) => status)
  expect(statuses.sort()).toEqual([200, ...Array(49).fill(410)])
  expect((await admin.get(path)).body).toMatchObject({ status: 'used', used: 1 })
  expect((await admin.get('/members?filter[name]=Newcomer')).body.data).toHaveLength(1)
}, 30_000)

test('it is revoked, expires, is good for so many, and a new link ends the one before', async () => {
  const { admin, recruiter } = await office()
  const one = await invite(recruiter, { limit: 2 })
  const again = (await recruiter.post(`${one.path}/link`)).body.code as string
  expect((await join(one.token)).status).toBe(410)
  expect([(await join(again)).status, (await join(again)).status, (await join(again)).status]).toEqual([200, 200, 410])
  await recruiter.patch(one.path, { limit: 3 })
  expect((await join((await recruiter.post(`${one.path}/link`)).body.code)).status).toBe(200)

  const two = await invite(recruiter)
  expect((await recruiter.post(`${two.path}/revoke`, { reason: 'Sent to the wrong person' })).status).toBe(200)
  expect((await join(two.token)).status).toBe(410)
  expect((await recruiter.post(`${two.path}/link`)).body.code).toBe('INVITATION_ENDED')

  const three = await invite(recruiter)
  await admin.patch(three.path, { expiresAt: new Date(Date.now() - 1_000).toISOString() })
  expect((await join(three.token)).status).toBe(410)
  expect((await app.as({}).get(`/auth/invitation?token=${three.token}`)).status).toBe(410)
  expect((await recruiter.post(`${three.path}/resend`)).body.code).toBe('NOBODY_TO_MAIL')
})

test('it gives no more than its inviter may give: when it is made, and when it is used', async () => {
  const { admin, recruiter, recruiterRole, administrator } = await office()
  const wish = { name: 'Boss', roles: [{ role: administrator }] }
  expect((await recruiter.post('/invitations', wish)).body.fields).toMatchObject([
    { field: 'roles.0.role', code: 'NOT_HELD' },
  ])
  const boss = await invite(admin, wish)
  expect((await recruiter.post(`${boss.path}/link`)).body.code).toBe('INVALID')
  expect((await recruiter.patch(boss.path, { email: recruiter.email })).body.fields[0].code).toBe('FIXED')

  const one = await invite(recruiter, { roles: [{ role: recruiterRole }], limit: 5 })
  expect((await join(one.token)).status).toBe(200)
  await admin.patch(`/members/${recruiter.memberId}`, { roles: [] })
  expect((await join(one.token)).status).toBe(410)
  expect((await admin.get(one.path)).body).toMatchObject({ status: 'lapsed', used: 1 })
  await admin.patch(`/members/${recruiter.memberId}`, { roles: [{ role: recruiterRole }] })
  expect((await join(one.token)).status).toBe(410)
  expect((await join((await admin.post(`${one.path}/link`)).body.code)).status).toBe(200)
})

test('the codes of someone suspended lapse at once', async () => {
  const { admin, recruiter } = await office()
  const { token, path } = await invite(recruiter)
  await admin.post(`/members/${recruiter.memberId}/suspend`)
  expect((await admin.get(path)).body.status).toBe('lapsed')
  expect((await join(token)).status).toBe(410)
})

test('it may be for one address, or for one domain', async () => {
  const { recruiter } = await office()
  const email = newEmail()
  const one = await invite(recruiter, { email })
  expect((await join(one.token)).body.code).toBe('INVITATION_FOR_OTHERS')
  expect((await join(one.token, { email: email.toUpperCase() })).status).toBe(200)
  const many = await invite(recruiter, { domain: '@Harbor.example', limit: 2 })
  for (const other of ['x@evil-harbor.example', 'x@harbor.example.evil.example'])
    expect((await join(many.token, { email: other })).body.code).toBe('INVITATION_FOR_OTHERS')
  expect((await join(many.token, { email: `${people}@harbor.example` })).status).toBe(200)
  expect((await recruiter.post('/invitations', { name: 'x', domain: 'no domain' })).body.fields[0].field).toBe('domain')
})

test('whoever has an account joins with it, by signing in or with its password, and by nothing else', async () => {
  const [here, there] = [await office(), await office()]
  const { token } = await invite(here.recruiter, { limit: 3 })
  const { email, userId } = there.admin
  expect((await join(token, { email })).body.code).toBe('PASSWORD_OF_ACCOUNT')
  expect((await there.admin.post('/user/join', { token })).body.awaitsApproval).toBe(false)
  expect((await there.admin.post('/user/join', { token })).body.code).toBe('ALREADY_JOINED')
  const guest = (await here.admin.get(`/members?filter[email]=${email}`)).body.data[0]
  expect(guest).toMatchObject({ userId, status: 'active' })
  const other = there.recruiter
  expect((await join(token, { email: other.email, password: other.password })).status).toBe(200)
  const login = await app.as({}).post('/auth/login', {
    identifier: other.email,
    password: other.password,
    tenant: here.tenant.slug,
  })
  expect(login.status).toBe(200)
})

test('nobody becomes someone who was entered before, unless the invitation names them and its inviter may', async () => {
  const { admin, recruiter, recruiterRole, administrator } = await office()
  const email = newEmail()
  const draft = (await admin.post('/members', { name: 'Boss', email, roles: [{ role: administrator }] })).body.id
  const anyone = await invite(recruiter)
  expect((await join(anyone.token, { email })).body.code).toBe('ALREADY_JOINED')
  const named = await invite(recruiter, { email })
  expect((await join(named.token, { email })).status).toBe(410)
  const proper = await invite(admin, { email, roles: [{ role: recruiterRole }] })
  expect((await join(proper.token, { email })).status).toBe(200)
  const { body } = await admin.get(`/members/${draft}`)
  expect([body.status, body.name, body.roles.length]).toEqual(['active', 'Boss', 2])
})

test('with approval, nobody comes in before someone let them', async () => {
  const { admin, recruiter, recruiterRole } = await office()
  const { token } = await invite(recruiter, { needsApproval: true, roles: [{ role: recruiterRole }] })
  const email = newEmail()
  expect((await join(token, { email })).body.awaitsApproval).toBe(true)
  expect((await app.login(email, password)).status).toBe(401)
  const member = (await admin.get(`/members?filter[email]=${email}`)).body.data[0]
  expect(member.status).toBe('draft')
  expect((await recruiter.post(`/members/${member.id}/invite`)).body.code).toBe('ALREADY_SIGNS_IN')
  const weak = await app.person(await officeOf(admin), [{ role: 'approver' }])
  expect((await weak.post(`/members/${member.id}/approve`)).body.code).toBe('INVALID')
  expect((await recruiter.post(`/members/${member.id}/approve`)).body.status).toBe('active')
  expect((await app.login(email, password)).status).toBe(200)
  const plain = (await admin.post('/members', { name: 'Plain', email: newEmail() })).body.id
  expect((await admin.post(`/members/${plain}/approve`)).body.code).toBe('NOTHING_TO_APPROVE')

  async function officeOf(person: Known) {
    const grants = [{ permission: 'identity.member.read' }, { permission: 'identity.member.approve' }]
    await person.post('/roles', { key: 'approver', name: 'Approver', grants })
    return (await person.get('/user/me')).body.tenant
  }
})

test('guessing is slowed down where it comes from, and keeps nobody else out', async () => {
  const { recruiter } = await office()
  const { token } = await invite(recruiter)
  const wrong = 'AAAAA-BBBBB-CCCCC-DDDDD'
  const address = anAddress()
  const answers = []
  for (let i = 0; i < 7; i++) answers.push((await join(i % 2 ? wrong : 'nonsense', {}, address)).status)
  expect([answers[0], answers.at(-1)]).toEqual([410, 429])
  expect((await join(token, {}, address)).status).toBe(429)
  expect((await join(token)).status).toBe(200)
  expect([readCode('abcde fghjk mnpqr stvwx'), readCode('ABCDE-FGHJK-MNPQR-STVW0')]).toEqual([
    'ABCDE-FGHJK-MNPQR-STVWX',
    undefined,
  ])
})

test('other organisations neither see an invitation nor who joined by it', async () => {
  const [here, there] = [await office(), await office()]
  const { path, token } = await invite(here.recruiter)
  await join(token)
  expect((await there.admin.get(path)).status).toBe(404)
  expect((await there.admin.post(`${path}/link`)).status).toBe(404)
  expect((await there.admin.get('/invitation_uses')).body.data).toEqual([])
  const stored = await unitOfWork(app.runtime, here.tenant, (await import('../server.ts')).operator, work =>
    work.read({ text: 'select hash from auth.invitation_code where hash = $1', values: [token] }),
  )
  expect(stored).toEqual([])
})
