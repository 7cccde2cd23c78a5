import { missingTexts } from '@tenon/kernel/derive/labels.ts'
import { expect, test } from 'vitest'
import { identity } from '../index.ts'
import { createPerson } from '../server.ts'
import { type Caller, type Known, signInApp } from '../testing/sign-in-app.ts'

const app = await signInApp()
const unknownId = '01980000-0000-7000-8000-000000000000'

type Tenant = Awaited<ReturnType<typeof app.tenant>>
interface Office {
  readonly tenant: Tenant
  readonly admin: Known
  readonly factory: string
  readonly shop: string
  readonly headquarters: string
  role(key: string, ...permissions: string[]): Promise<string>
}

async function office(): Promise<Office> {
  const tenant = await app.tenant()
  const admin = await app.person(tenant, [{ role: 'administrator' }])
  const site = async (code: string, type: string) =>
    (await admin.post('/sites', { name: code, code, type })).body.id as string
  const role = async (key: string, ...permissions: string[]) =>
    (await admin.post('/roles', { key, name: key, grants: permissions.map(permission => ({ permission })) })).body
      .id as string
  const headquarters = (await admin.get('/site/accessible')).body.data[0].id
  return {
    tenant,
    admin,
    role,
    headquarters,
    factory: await site('FAC', 'factory'),
    shop: await site('SHP', 'storefront'),
  }
}

const problemAt = (body: { fields?: { field: string; code: string }[] }) =>
  body.fields?.map(({ field, code }) => `${field} ${code}`)
const may = async (who: Caller, path: string, headers?: Record<string, string>) => (await who.get(path, headers)).status

test('every text stands in both languages', () => {
  expect(missingTexts(app.app.catalog)).toEqual([])
})

test('an organisation starts with its headquarters and the roles that systems bring, named in both languages', async () => {
  const { admin } = await office()
  expect((await admin.get('/sites?sort=code')).body.data).toMatchObject([
    { code: 'FAC' },
    { code: 'HQ', type: 'headquarters' },
    { code: 'SHP' },
  ])
  const { data } = (await admin.get('/roles?page[size]=100')).body
  expect(data.map(({ key }: { key: string }) => key).sort()).toEqual(Object.keys(identity.roles).sort())
  expect(data.find(({ key }: { key: string }) => key === 'exporterAdministrator')).toMatchObject({
    name: 'Exporter administrator',
    nameZh: '出口商管理员',
    system: 'identity',
    builtIn: true,
  })
})

test('who I am: person, organisation, site, roles and rights, in my language', async () => {
  const { admin, tenant } = await office()
  const { body } = await admin.get('/user/me', { 'accept-language': 'zh' })
  expect(body).toMatchObject({
    person: { id: admin.memberId, email: admin.email },
    tenant: { slug: tenant.slug, timeZone: 'Asia/Shanghai', currency: 'CNY' },
    site: { code: 'HQ' },
    roles: [{ key: 'administrator', name: '管理员' }],
    permissions: ['*'],
  })
  expect(body.sites.map((site: { code: string }) => site.code)).toEqual(['HQ', 'FAC', 'SHP'])
  expect(body.menu.map((system: { name: string }) => system.name)).toEqual(['identity'])
})

test('at each site a person has exactly the rights held there', async () => {
  const { tenant, role, factory, shop, headquarters } = await office()
  await role('roleReader', 'identity.role.read')
  await role('siteReader', 'identity.site.read')
  await role('memberReader', 'identity.member.read')
  const person = await app.person(tenant, [
    { role: 'roleReader', site: 'FAC' },
    { role: 'siteReader', site: 'SHP' },
    { role: 'memberReader' },
  ])
  const rights = async (site?: string) => {
    const headers = site ? { 'x-site-id': site } : {}
    return Promise.all(['/roles', '/sites', '/members'].map(path => may(person, path, headers)))
  }
  expect(await rights(factory)).toEqual([200, 403, 200])
  expect(await rights(shop)).toEqual([403, 200, 200])
  expect(await rights(headquarters)).toEqual([403, 403, 200])
  expect(await rights()).toEqual([403, 403, 200])
})

test('a site that is not mine is answered like one that does not exist', async () => {
  const { tenant, role, factory } = await office()
  const foreign = await office()
  await role('reader', 'identity.role.read')
  const person = await app.person(tenant, [{ role: 'reader', site: 'SHP' }])
  const sites = [unknownId, factory, foreign.factory, 'no-id', `${factory}, ${factory}`, '%00']
  for (const site of sites) {
    const [byHeader, bySwitch] = [
      await person.get('/roles', { 'x-site-id': site }),
      await person.post('/site/switch', { siteId: site }),
    ]
    for (const { status, body } of [byHeader, bySwitch])
      expect({ status, code: body.code }).toEqual({ status: 404, code: 'NOT_FOUND' })
  }
})

test('changing the site lasts, moves nobody else, and is recorded', async () => {
  const { admin, factory } = await office()
  const other = app.as({ authorization: `Bearer ${(await app.login(admin.email, admin.password)).body.accessToken}` })
  expect((await admin.post('/site/switch', { siteId: factory })).body).toMatchObject({ code: 'FAC' })
  expect((await admin.get('/user/me')).body.site.code).toBe('FAC')
  expect((await other.get('/user/me')).body.site.code).toBe('HQ')
  const { data } = (await admin.get(`/members/${admin.memberId}/history`)).body
  expect(data[0]).toMatchObject({ act: 'switchSite', label: 'Changed site', actor: { id: admin.memberId } })
})

test('a role header narrows to one of my own roles and never widens', async () => {
  const { tenant, admin, role } = await office()
  const [reader, editor] = [await role('reader', 'identity.role.read'), await role('editor', 'identity.site.read')]
  const person = await app.person(tenant, [{ role: 'reader' }, { role: 'editor', site: 'FAC' }])
  expect(await may(person, '/roles', { 'x-role-id': reader })).toBe(200)
  const administrator = (await admin.get('/user/me')).body.roles[0].id
  for (const foreign of [administrator, editor, unknownId, 'x'])
    expect(await may(person, '/roles', { 'x-role-id': foreign })).toBe(404)
  const narrowed = (await admin.get('/user/me', { 'x-role-id': administrator })).body
  expect(narrowed.permissions).toEqual(['*'])
})

test('a right taken away is gone at the next request, in whichever way it is taken', async () => {
  const { tenant, admin, role } = await office()
  const reader = await role('reader', 'identity.role.read')
  const person = await app.person(tenant, [{ role: 'reader' }])
  const twin = await app.restarted()
  const elsewhere = twin.as({ authorization: `Bearer ${person.token}` })
  const both = async () => [await may(person, '/roles'), await may(elsewhere, '/roles')]
  const give = { roles: [{ role: reader }] }
  expect(await both()).toEqual([200, 200])
  await admin.patch(`/members/${person.memberId}`, { roles: [] })
  expect(await both()).toEqual([403, 403])
  await admin.patch(`/members/${person.memberId}`, give)
  expect(await both()).toEqual([200, 200])
  await admin.patch(`/roles/${reader}`, { grants: [{ permission: 'identity.site.read' }] })
  expect(await both()).toEqual([403, 403])
  await admin.patch(`/roles/${reader}`, { grants: [{ permission: 'identity.role.read' }] })
  expect(await both()).toEqual([200, 200])
  // A role that is still held cannot be removed, so that nobody loses rights by accident.
  expect((await admin.delete(`/roles/${reader}`)).body).toMatchObject({ code: 'IN_USE', usedBy: ['members'] })
  expect(await both()).toEqual([200, 200])
  await admin.post(`/members/${person.memberId}/suspend`)
  expect([(await person.get('/roles')).status, (await elsewhere.get('/roles')).status]).toEqual([401, 401])
})

test('nobody grants what they do not hold: in a role, by giving a role, or at another site', async () => {
  const { tenant, admin, role, factory, shop } = await office()
  const manager = await role('manager', 'identity.*')
  const seller = await role('seller', 'sales.order.read')
  const person = await app.person(tenant, [{ role: 'manager', site: 'FAC' }])
  const other = await app.person(tenant, [])
  const atFactory = (body: object) => person.patch(`/members/${other.memberId}`, body, { 'x-site-id': factory })
  const administrator = (await admin.get('/user/me')).body.roles[0].id

  const made = await person.post('/roles', {
    key: 'x',
    name: 'X',
    grants: [{ permission: 'identity.site.read' }, { permission: '*' }],
  })
  expect(problemAt(made.body)).toEqual(['grants.1.permission NOT_HELD'])
  const refused = await atFactory({
    roles: [
      { role: manager, site: factory },
      { role: seller, site: factory },
      { role: administrator, site: factory },
    ],
  })
  expect(problemAt(refused.body)).toEqual(['roles.1.role NOT_HELD', 'roles.2.role NOT_HELD'])
  expect(problemAt((await atFactory({ roles: [{ role: manager, site: shop }] })).body)).toEqual([
    'roles.0.role NOT_HELD',
  ])
  expect(problemAt((await atFactory({ roles: [{ role: manager }] })).body)).toEqual(['roles.0.role NOT_HELD'])
  expect((await atFactory({ roles: [{ role: manager, site: factory }] })).status).toBe(200)

  const wider = await person.patch(`/roles/${seller}`, {
    grants: [{ permission: 'sales.order.read' }, { permission: 'identity.site.read' }],
  })
  expect(problemAt(wider.body)).toEqual(['grants.1.permission NOT_HELD'])
  expect((await person.patch(`/roles/${seller}`, { name: 'Sellers' })).status).toBe(200)
})

test('bringing back a suspended member or a removed role grants what it gives', async () => {
  const { tenant, admin, role } = await office()
  await role('manager', 'identity.*')
  const manager = await app.person(tenant, [{ role: 'manager' }])
  const boss = await app.person(tenant, [{ role: 'administrator' }])
  expect((await manager.post(`/members/${boss.memberId}/suspend`, {})).status).toBe(200)
  expect(problemAt((await manager.post(`/members/${boss.memberId}/reinstate`)).body)).toEqual(['roles.0.role NOT_HELD'])
  expect((await admin.post(`/members/${boss.memberId}/reinstate`)).status).toBe(200)
  const seller = await role('seller', 'sales.order.read')
  expect((await manager.delete(`/roles/${seller}`)).status).toBe(204)
  expect(problemAt((await manager.post(`/roles/${seller}/restore`)).body)).toEqual(['grants.0.permission NOT_HELD'])
})

test('the last administrator stays, whichever way out is tried', async () => {
  const { tenant, admin, factory } = await office()
  const administrator = (await admin.get('/user/me')).body.roles[0].id
  const self = `/members/${admin.memberId}`
  const ways = [
    () => admin.post(`${self}/suspend`, {}),
    () => admin.delete(self),
    () => admin.patch(self, { roles: [] }),
    () => admin.patch(self, { roles: [{ role: administrator, site: factory }] }),
    () => admin.patch(`/roles/${administrator}`, { grants: [{ permission: 'identity.*' }] }),
  ]
  for (const way of ways) expect((await way()).body.code).toBe('LAST_ADMINISTRATOR')
  expect((await admin.delete(`/roles/${administrator}`)).body.code).toBe('BUILT_IN_ROLE')
  const second = await app.person(tenant, [{ role: 'administrator' }])
  expect((await admin.post(`${self}/suspend`, {})).status).toBe(200)
  expect((await second.delete(`/members/${second.memberId}`)).body.code).toBe('LAST_ADMINISTRATOR')
})

test('two administrators who suspend each other at once do not both succeed', async () => {
  const { tenant, admin } = await office()
  const second = await app.person(tenant, [{ role: 'administrator' }])
  const answers = await Promise.all([
    admin.post(`/members/${second.memberId}/suspend`, {}),
    second.post(`/members/${admin.memberId}/suspend`, {}),
  ])
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
})

test('a role’s rights are written as rights', async () => {
  const { admin } = await office()
  const grants = [
    { permission: 'identity.site.read', fields: 'name, code' },
    { permission: 'DROP TABLE' },
    { permission: 'a.b', scope: 'my rows' },
  ]
  const answer = await admin.post('/roles', { key: 'odd', name: 'Odd', grants })
  expect(problemAt(answer.body)).toEqual(['grants.1.permission INVALID_VALUE', 'grants.2.scope INVALID_VALUE'])
})

test('a person is one member of an organisation, and another organisation sees nothing of it', async () => {
  const [one, two] = [await office(), await office()]
  const again = { name: 'Twice', email: one.admin.email, roles: [] }
  await expect(createPerson(app.runtime, one.tenant, again)).rejects.toThrow('ALREADY_A_MEMBER')
  await expect(
    createPerson(app.runtime, one.tenant, { ...again, roles: [{ role: 'nobody' }], email: 'new@example.com' }),
  ).rejects.toThrow('UNKNOWN_ROLE')
  for (const path of [`/members/${one.admin.memberId}`, `/sites/${one.factory}`])
    expect(await may(two.admin, path)).toBe(404)
  const other = await app.person(two.tenant, [])
  const foreign = (await one.admin.get('/roles')).body.data[0].id
  const lend = async (role: string) =>
    problemAt((await two.admin.patch(`/members/${other.memberId}`, { roles: [{ role }] })).body)
  expect(await lend(foreign)).toEqual(['roles.0.role REFERENCE_NOT_FOUND'])
  expect(await lend(unknownId)).toEqual(['roles.0.role REFERENCE_NOT_FOUND'])
})
