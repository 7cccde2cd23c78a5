import { expect, test } from 'vitest'
import { type Known, signInApp } from '../testing/sign-in-app.ts'

const app = await signInApp()

async function office() {
  const tenant = await app.tenant()
  const admin = await app.person(tenant, [{ role: 'administrator' }])
  const made = async (path: string, body: object) => (await admin.post(path, body)).body.id as string
  const role = (key: string, ...grants: object[]) => made('/roles', { key, name: key, grants })
  const department = (name: string, parent?: string, more = {}) =>
    made('/departments', { name, parent: parent ?? null, ...more })
  const join = (who: Known, departments: readonly string[], more = {}) =>
    admin.patch(`/members/${who.memberId}`, { departments: departments.map(id => ({ department: id })), ...more })
  return { tenant, admin, role, department, join }
}
const problems = ({ body }: { body: { fields?: { field: string; code: string }[] } }) =>
  (body.fields ?? []).map(({ field, code }) => `${field} ${code}`)
const whole = { permission: 'identity.department.*' }

test('a role of a department is everyone’s in it, from the next request on and for no longer', async () => {
  const { tenant, admin, role, department, join } = await office()
  const reader = await role('reader', { permission: 'identity.role.read' })
  const sales = await department('Sales', undefined, { roles: [{ role: reader }] })
  const person = await app.person(tenant, [])
  const may = async () => (await person.get('/roles')).status
  expect(await may()).toBe(403)
  await join(person, [sales])
  expect(await may()).toBe(200)
  await admin.patch(`/departments/${sales}`, { roles: [] })
  expect(await may()).toBe(403)
  const desk = (await admin.post('/positions', { name: 'Desk', department: sales, roles: [{ role: reader }] })).body.id
  await join(person, [], { positions: [{ post: desk }] })
  expect(await may()).toBe(200)
  await join(person, [], { positions: [] })
  expect(await may()).toBe(403)
})

test('nobody puts into a department or a position a role they do not hold', async () => {
  const { tenant, admin, role, department } = await office()
  await role('organiser', whole, { permission: 'identity.position.*' }, { permission: 'identity.role.read' })
  const seller = await role('seller', { permission: 'sales.order.read' })
  const reader = await role('reader', { permission: 'identity.role.read' })
  const organiser = await app.person(tenant, [{ role: 'organiser' }])
  const roles = [{ role: reader }, { role: seller }]
  expect(problems(await organiser.post('/departments', { name: 'A', roles }))).toEqual(['roles.1.role NOT_HELD'])
  const own = (await organiser.post('/departments', { name: 'A', roles: [{ role: reader }] })).body.id
  expect(problems(await organiser.post('/positions', { name: 'P', department: own, roles }))).toEqual([
    'roles.1.role NOT_HELD',
  ])
  const sold = await department('Sold', undefined, { roles: [{ role: seller }] })
  expect((await organiser.patch(`/departments/${sold}`, { name: 'Sales' })).status).toBe(200)
  await admin.delete(`/departments/${sold}`)
  expect(problems(await organiser.post(`/departments/${sold}/restore`))).toEqual(['roles.0.role NOT_HELD'])
  const { data: sites } = (await admin.get('/sites')).body
  const there = await department('There', undefined, { roles: [{ role: seller }] })
  expect(problems(await organiser.patch(`/departments/${there}`, { site: sites[0].id }))).toEqual([
    'roles.0.role NOT_HELD',
  ])
})

test('moving a branch under oneself does not bring it within reach', async () => {
  const { tenant, role, department, join, admin } = await office()
  await role('head', { permission: 'identity.member.read', scope: 'departmentTree' }, whole)
  const head = await app.person(tenant, [{ role: 'head' }])
  const [finance, sales] = [await department('Finance'), await department('Sales')]
  const [team, payroll] = [await department('Team', sales), await department('Payroll', finance)]
  const clerk = await app.person(tenant, [])
  await join(head, [sales])
  await join(clerk, [payroll])
  const reaches = async () => (await head.get(`/members/${clerk.memberId}`)).status
  expect(await reaches()).toBe(404)
  const move = (who: Known, id: string, parent: string | null) => who.post(`/departments/${id}/move`, { parent })
  expect(problems(await head.patch(`/departments/${payroll}`, { parent: sales }))).toEqual(['parent NOT_HELD'])
  expect(problems(await move(head, finance, team))).toEqual(['parent NOT_HELD'])
  expect(problems(await move(head, finance, crypto.randomUUID()))).toEqual(['parent NOT_HELD'])
  expect((await move(head, team, null)).status).toBe(200)
  expect((await move(admin, payroll, sales)).status).toBe(200)
  expect(await reaches()).toBe(200)
  expect((await move(admin, payroll, finance)).status).toBe(200)
  expect(await reaches()).toBe(404)
})

test('nobody lets a person into a department to reach there what they do not reach themselves', async () => {
  const { tenant, role, department, join, admin } = await office()
  await role(
    'head',
    { permission: 'identity.member.*', scope: 'departmentTree' },
    { permission: 'identity.department.read' },
    { permission: 'identity.role.read' },
  )
  const [finance, sales] = [await department('Finance'), await department('Sales')]
  const team = await department('Team', sales)
  const [head, deputy] = [await app.person(tenant, [{ role: 'head' }]), await app.person(tenant, [{ role: 'head' }])]
  await join(head, [sales])
  await join(deputy, [team])
  const letIn = (ids: string[]) =>
    head.patch(`/members/${deputy.memberId}`, { departments: ids.map(id => ({ department: id })) })
  expect(problems(await letIn([team, finance]))).toEqual(['departments.1.department NOT_HELD'])
  expect((await letIn([team, sales])).status).toBe(200)
  expect((await admin.patch(`/members/${deputy.memberId}`, { departments: [{ department: finance }] })).status).toBe(
    200,
  )
})

test('a person belongs to a department once, and to one of them in the main', async () => {
  const { tenant, admin, department } = await office()
  const person = await app.person(tenant, [])
  const [one, two] = [await department('One'), await department('Two')]
  const departments = [{ department: one, isMain: true }, { department: two, isMain: true }, { department: one }]
  expect(problems(await admin.patch(`/members/${person.memberId}`, { departments }))).toEqual([
    'departments.1.isMain TWO_MAINS',
    'departments.2.department NOT_UNIQUE',
  ])
})

test('what is in use stays', async () => {
  const { tenant, admin, department, join } = await office()
  const parent = await department('Parent')
  const child = await department('Child', parent)
  const position = (await admin.post('/positions', { name: 'Desk', department: child })).body.id
  const person = await app.person(tenant, [])
  await join(person, [child], { positions: [{ post: position }] })
  const used = async (path: string) => (await admin.delete(path)).body
  expect(await used(`/departments/${parent}`)).toMatchObject({ code: 'IN_USE', usedBy: ['departments'] })
  expect((await used(`/departments/${child}`)).usedBy.toSorted()).toEqual(['members', 'positions'])
  expect(await used(`/positions/${position}`)).toMatchObject({ code: 'IN_USE', usedBy: ['members'] })
})

test('an invitation does not open onto rights that a department gave later', async () => {
  const { admin, role, department } = await office()
  const reader = await role('reader', { permission: 'identity.role.read' })
  const sales = await department('Sales')
  const email = `${crypto.randomUUID().slice(0, 13)}@example.com`
  const { id } = (await admin.post('/members', { name: 'New', email, departments: [{ department: sales }] })).body
  const link = async () => (await admin.post(`/members/${id}/invite`)).body.url.split('#')[1] as string
  const opens = async (token: string) =>
    (await app.as({}).post('/auth/password/link', { token, password: 'short' })).status !== 410
  for (const grow of [
    () => admin.patch(`/departments/${sales}`, { roles: [{ role: reader }] }),
    () => admin.patch(`/roles/${reader}`, { grants: [{ permission: 'identity.*' }] }),
    () => admin.patch(`/members/${id}`, { departments: [{ department: sales, isHead: true }] }),
  ]) {
    const token = await link()
    expect((await grow()).status).toBe(200)
    expect(await opens(token)).toBe(false)
  }
  const token = await link()
  await admin.patch(`/departments/${sales}`, { name: 'Selling' })
  expect(await opens(token)).toBe(true)
})
