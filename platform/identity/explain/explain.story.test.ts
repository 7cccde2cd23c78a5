import { expect, test } from 'vitest'
import { errands } from '../testing/errands.ts'
import { type Known, signInApp } from '../testing/sign-in-app.ts'

const app = await signInApp([errands])
const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()

async function office() {
  const tenant = await app.tenant()
  const admin = await app.person(tenant, [{ role: 'administrator' }])
  const role = async (key: string, grants: readonly object[], more: object = {}): Promise<string> => {
    const made = await admin.post('/roles', { key, name: key, grants, ...more })
    expect(made.body).toMatchObject({ id: expect.any(String) })
    return made.body.id
  }
  const errandFor = async (owner: Known, name = 'Fetch the post') =>
    (await admin.post('/errands', { name, owner: owner.memberId, phone: '13812345678' })).body.id as string
  return { tenant, admin, role, errandFor }
}
const may = { read: { permission: 'errands.errand.read' }, own: { permission: 'errands.errand.read', scope: 'own' } }

test('a right comes with a department or a position, and goes with it at the next request', async () => {
  const { tenant, admin, role } = await office()
  const reader = await role('reader', [may.read])
  const person = await app.person(tenant, [])
  const department = (await admin.post('/departments', { name: 'Post room', roles: [{ role: reader }] })).body.id
  const post = (await admin.post('/positions', { name: 'Clerk', department, roles: [{ role: reader }] })).body.id
  const status = async () => (await person.get('/errands')).status
  const set = (body: object) => admin.patch(`/members/${person.memberId}`, body)

  expect(await status()).toBe(403)
  await set({ departments: [{ department }] })
  expect(await status()).toBe(200)
  const rights = (await admin.get(`/access/members/${person.memberId}`)).body
  expect(rights.roles).toMatchObject([
    { name: 'reader', via: { kind: 'department', name: 'Post room' }, inForce: true },
  ])
  await set({ departments: [], positions: [{ post, isDeputy: true, endsAt: soon(60) }] })
  expect(await status()).toBe(200)
  await set({ positions: [{ post, endsAt: soon(-1) }] })
  expect(await status()).toBe(403)
})

test('a role for a time begins and ends by itself', async () => {
  const { tenant, admin, role } = await office()
  const reader = await role('reader', [may.read])
  const person = await app.person(tenant, [])
  const held = async (startsAt: string | null, endsAt: string | null) => {
    await admin.patch(`/members/${person.memberId}`, { roles: [{ role: reader, startsAt, endsAt }] })
    return (await person.get('/errands')).status
  }
  expect(await held(soon(5), null)).toBe(403)
  expect(await held(soon(-5), soon(5))).toBe(200)
  expect(await held(null, soon(-5))).toBe(403)
})

test('whoever holds a right for a time cannot hand it on for longer', async () => {
  const { tenant, admin, role } = await office()
  const reader = await role('reader', [may.read])
  await role('recruiter', [{ permission: 'identity.member.*' }, { permission: 'identity.role.read' }])
  const recruiter = await app.person(tenant, [{ role: 'recruiter' }])
  const other = await app.person(tenant, [])
  const recruiterRole = (await recruiter.get('/user/me')).body.roles[0].id
  const end = soon(60)
  await admin.patch(`/members/${recruiter.memberId}`, {
    roles: [{ role: recruiterRole }, { role: reader, endsAt: end }],
  })
  const give = async (endsAt: string | null) =>
    (await recruiter.patch(`/members/${other.memberId}`, { roles: [{ role: reader, endsAt }] })).status
  expect(await give(null)).toBe(422)
  expect(await give(soon(120))).toBe(422)
  expect(await give(end)).toBe(200)
})

test('an emergency role sleeps until it is opened with a reason, and sleeps again afterwards', async () => {
  const { tenant, admin, role } = await office()
  const reader = await role('reader', [may.read])
  const person = await app.person(tenant, [])
  await admin.patch(`/members/${person.memberId}`, { roles: [{ role: reader, isEmergency: true }] })
  const status = async () => (await person.get('/errands')).status
  expect(await status()).toBe(403)
  expect((await person.post('/user/break-glass', { roleId: reader, reason: 'short' })).status).toBe(422)
  const reason = 'The line stands and nobody else is here'
  expect((await person.post('/user/break-glass', { roleId: reader, reason, minutes: 30 })).status).toBe(201)
  expect(await status()).toBe(200)
  expect((await person.get('/user/break-glass')).body.data).toMatchObject([
    { id: reader, reason, openUntil: expect.any(String) },
  ])
  expect((await admin.get('/break_glass')).body.data).toMatchObject([{ reason, member: person.memberId }])
  expect((await person.delete('/user/break-glass')).status).toBe(204)
  expect(await status()).toBe(403)
  const stranger = await app.person(tenant, [])
  expect((await stranger.post('/user/break-glass', { roleId: reader, reason })).status).toBe(404)
})

test('a permission group gives its rights to every role that includes it, and cannot be held', async () => {
  const { tenant, admin, role } = await office()
  const group = await role('post', [may.read], { kind: 'group' })
  const clerk = await role('clerk', [], { includes: [{ role: group }] })
  const person = await app.person(tenant, [{ role: 'clerk' }])
  expect((await person.get('/errands')).status).toBe(200)
  expect((await admin.patch(`/members/${person.memberId}`, { roles: [{ role: group }] })).body.fields).toMatchObject([
    { field: 'roles.0.role', code: 'NOT_A_ROLE' },
  ])
  expect((await admin.patch(`/roles/${group}`, { includes: [{ role: clerk }] })).body.fields).toMatchObject([
    { field: 'includes.0.role', code: 'NOT_A_GROUP' },
  ])
  await admin.patch(`/roles/${group}`, { grants: [] })
  expect((await person.get('/errands')).status).toBe(403)
})

test('why not: in words, with whom to ask', async () => {
  const { tenant, admin, role, errandFor } = await office()
  await role('own', [may.own, { permission: 'errands.errand.touch', scope: 'own' }])
  const [person, other] = [await app.person(tenant, [{ role: 'own' }]), await app.person(tenant, [])]
  const [mine, theirs] = [await errandFor(person), await errandFor(other)]
  const why = async (record: string, permission = 'errands.errand.touch', who: Known = admin) =>
    (await who.get(`/access/explain?member=${person.memberId}&permission=${permission}&record=${record}`)).body
  expect(await why(mine)).toMatchObject({
    allowed: true,
    because: 'granted',
    grants: [{ reaches: true, scope: 'own' }],
  })
  expect(await why(theirs)).toMatchObject({
    allowed: false,
    because: 'notSeen',
    canGrant: [{ id: admin.memberId }],
  })
  expect(await why(mine, 'errands.errand.remove')).toMatchObject({ allowed: false, because: 'noGrant' })
  expect((await other.get(`/access/explain?member=${person.memberId}&permission=errands.errand.read`)).status).toBe(403)
  expect((await person.get('/access/explain?permission=errands.errand.read')).body.allowed).toBe(true)
  expect(await why(theirs, 'errands.errand.read', person)).toMatchObject({ because: 'notSeen' })
})

test('who can: at all, and this very record', async () => {
  const { tenant, admin, role, errandFor } = await office()
  await role('own', [may.own])
  await role('none', [{ permission: 'errands.errand.read', effect: 'mute' }])
  const [one, two] = [await app.person(tenant, [{ role: 'own' }]), await app.person(tenant, [{ role: 'own' }])]
  await app.person(tenant, [{ role: 'own' }, { role: 'none' }])
  const record = await errandFor(one)
  const who = async (query: string) =>
    (await admin.get(`/access/who?permission=errands.errand.read${query}`)).body.data
      .map(({ id }: { id: string }) => id)
      .sort()
  expect(await who('')).toEqual([admin.memberId, one.memberId, two.memberId].sort())
  expect(await who(`&record=${record}`)).toEqual([admin.memberId, one.memberId].sort())
})

test('before a role is saved it is told who gains and who loses what', async () => {
  const { tenant, admin, role, errandFor } = await office()
  const id = await role('own', [may.own])
  const person = await app.person(tenant, [{ role: 'own' }])
  await errandFor(person, 'Mine')
  await errandFor(admin, 'Theirs')
  const preview = async (grants: object[]) => (await admin.post('/roles/preview', { id, grants })).body
  const more = await preview([may.read])
  expect(more).toMatchObject({ holders: 1 })
  const seen = more.changes.find((change: { permission: string }) => change.permission === 'errands.errand.read')
  expect(seen).toMatchObject({
    gained: { rows: 1, sample: [{ title: 'Theirs' }] },
    lost: { rows: 0 },
    people: [{ id: person.memberId, gained: 1, lost: 0 }],
  })
  const less = await preview([{ ...may.read, scope: 'own', fields: 'name' }])
  expect(
    less.changes.map(({ permission, fieldsLost }: { permission: string; fieldsLost: string[] }) => [
      permission,
      fieldsLost.includes('phone'),
    ]),
  ).toEqual([
    ['errands.errand.list', true],
    ['errands.errand.read', true],
  ])
  expect((await person.post('/roles/preview', { grants: [] })).status).toBe(403)
})

test('a masked field is shown in part, and nothing can be asked of it', async () => {
  const { tenant, role, errandFor } = await office()
  await role('masked', [{ ...may.read, masked: 'phone' }])
  const person = await app.person(tenant, [{ role: 'masked' }])
  const id = await errandFor(person)
  const got = (await person.get(`/errands/${id}`)).body
  expect(got.maskedFields).toEqual(['phone'])
  expect(got.phone).not.toBe('13812345678')
  expect(got.phone).toMatch(/5678$/)
  for (const query of ['filter[phone]=13812345678', 'filter[phone][starts]=138', 'sort=phone'])
    expect((await person.get(`/errands?${query}`)).status).toBe(422)
  expect((await person.get('/errands?search=13812345678')).body.data).toEqual([])
  expect(JSON.stringify((await person.get(`/errands/${id}/history`)).body)).not.toContain('13812345678')
})

test('a copy has the same rights, and nobody copies more than they hold', async () => {
  const { tenant, admin, role } = await office()
  const reader = await role('reader', [may.own])
  await role('roles', [{ permission: 'identity.role.*' }])
  const person = await app.person(tenant, [{ role: 'roles' }])
  const copied = (await admin.post(`/roles/${reader}/copy`, { key: 'reader2', name: 'Reader 2' })).body
  expect(copied).toMatchObject({ name: 'Reader 2', grants: [{ permission: 'errands.errand.read', scope: 'own' }] })
  expect((await person.post(`/roles/${reader}/copy`, { key: 'reader3', name: 'Reader 3' })).status).toBe(422)
})

test('all that can be granted is told as a tree, in the reader’s language', async () => {
  const { admin } = await office()
  const { systems } = (await admin.get('/permissions', { 'accept-language': 'zh' })).body
  const errand = systems
    .flatMap((s: { resources: { name: string }[] }) => s.resources)
    .find((r: { name: string }) => r.name === 'errands.errand')
  expect(errand.scopes).toEqual([
    'tenant',
    'own',
    'site',
    'siteTree',
    'sites',
    'department',
    'departmentTree',
    'departments',
    'filter',
  ])
  expect(errand.permissions.map(({ verb }: { verb: string }) => verb)).toContain('touch')
  expect(errand.permissions[0]).toMatchObject({ verb: 'list', label: '浏览列表' })
})
