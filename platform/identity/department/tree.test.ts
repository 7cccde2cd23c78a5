import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Known, signInApp } from '../testing/sign-in-app.ts'

const app = await signInApp()

async function office() {
  const tenant = await app.tenant()
  const admin = await app.person(tenant, [{ role: 'administrator' }])
  const department = async (name: string, parent?: string, code?: string) =>
    (await admin.post('/departments', { name, parent: parent ?? null, code: code ?? null })).body.id as string
  const sales = await department('Sales')
  const [east, south] = [await department('East', sales, 'SE'), await department('South', sales, 'SS')]
  const works = await department('Works')
  const join = (who: Known, departments: object[], more = {}) =>
    admin.patch(`/members/${who.memberId}`, { departments, ...more })
  return { tenant, admin, department, join, sales, east, south, works }
}
const names = ({ body }: { body: { data: { name: string }[] } }) => body.data.map(({ name }) => name)

test('the tree opens level by level, with who leads and how many belong', async () => {
  const { tenant, admin, join, sales, east, south } = await office()
  const [head, clerk] = [await app.person(tenant, []), await app.person(tenant, [])]
  await join(head, [
    { department: sales, isHead: true },
    { department: east, isMain: true },
  ])
  await join(clerk, [{ department: east }])
  const roots = await admin.get('/departments/tree?below=true')
  expect(roots.body).toMatchObject({
    isComplete: true,
    data: [
      { name: 'Sales', parent: null, children: 2, members: 1, membersBelow: 2, heads: [{ id: head.memberId }] },
      { name: 'Works', parent: null, children: 0, members: 0, membersBelow: 0, heads: [] },
    ],
  })
  const level = await admin.get(`/departments/tree?parent=${sales}`)
  expect(level.body.data).toMatchObject([
    { id: east, name: 'East', code: 'SE', parent: sales, children: 0, members: 2, version: 1 },
    { id: south, name: 'South', members: 0 },
  ])
  expect(names(await admin.get('/departments/tree?depth=2')).toSorted()).toEqual(['East', 'Sales', 'South', 'Works'])
  expect((await admin.get('/departments/tree?depth=9')).status).toBe(422)
  expect((await admin.post(`/members/${clerk.memberId}/archive`, {})).status).toBe(200)
  const [left] = (await admin.get(`/departments/tree?parent=${sales}`)).body.data
  expect(left.members).toBe(1)
})

test('a search tells the way to what it finds', async () => {
  const { admin, sales, east, department } = await office()
  await department('East docks', east)
  const { data } = (await admin.get('/departments/tree?search=east')).body
  expect(data).toMatchObject([
    { name: 'East', path: [{ id: sales, name: 'Sales' }] },
    { name: 'East docks', path: [{ name: 'Sales' }, { name: 'East' }] },
  ])
  expect(names(await admin.get('/departments/tree?search=ss'))).toEqual(['South'])
  expect(names(await admin.get('/departments/tree?search=%25'))).toEqual([])
})

test('siblings keep the order they are put in', async () => {
  const { admin, department, works } = await office()
  const ids = new Map<string, string>()
  for (const name of ['a', 'b', 'c', 'd']) ids.set(name, await department(name, works))
  const order = async () => names(await admin.get(`/departments/tree?parent=${works}`)).join('')
  const move = (name: string, before: string | null) =>
    admin.post(`/departments/${ids.get(name)}/move`, { parent: works, before: before && ids.get(before) })
  expect(await order()).toBe('abcd')
  await move('d', 'b')
  expect(await order()).toBe('adbc')
  await move('a', null)
  expect(await order()).toBe('dbca')
  await move('c', 'd')
  expect(await order()).toBe('cdba')
  expect((await move('c', 'c')).body.fields).toMatchObject([{ field: 'before', code: 'REFERENCE_NOT_FOUND' }])
})

test('a move refuses what is below itself, what is not there, and what has changed', async () => {
  const { admin, sales, east } = await office()
  const move = (id: string, body: object) => admin.post(`/departments/${id}/move`, body)
  expect((await move(sales, { parent: east })).body.fields).toMatchObject([{ field: 'parent', code: 'TREE_CYCLE' }])
  expect((await move(east, { parent: randomUUID() })).body.fields).toMatchObject([
    { field: 'parent', code: 'REFERENCE_NOT_FOUND' },
  ])
  expect((await move(randomUUID(), { parent: null })).status).toBe(404)
  expect((await move(east, { parent: null, version: 7 })).body.code).toBe('STALE')
  expect((await move(east, { parent: null, version: 1 })).body).toMatchObject({ id: east, parent: null, version: 2 })
})

test('whoever sees a branch alone begins there, and counts whom they see', async () => {
  const { tenant, admin, join, department, sales, east, works } = await office()
  const grants = [
    { permission: 'identity.department.list', scope: 'departmentTree' },
    { permission: 'identity.member.list', scope: 'own' },
  ]
  await admin.post('/roles', { key: 'local', name: 'Local', grants })
  const [local, other] = [await app.person(tenant, [{ role: 'local' }]), await app.person(tenant, [])]
  await department('East docks', east)
  await join(local, [{ department: east }])
  await join(other, [{ department: east }])
  expect((await local.get('/departments/tree')).body.data).toMatchObject([{ name: 'East', children: 1, members: 1 }])
  expect((await local.get(`/departments/tree?parent=${sales}`)).body.data).toMatchObject([{ name: 'East' }])
  expect(names(await local.get(`/departments/tree?parent=${works}`))).toEqual([])
  const [hit] = (await local.get('/departments/tree?search=docks')).body.data
  expect(hit.path).toEqual([{ id: east, name: 'East' }])
  expect(names(await local.get('/departments/tree?search=Sales'))).toEqual([])
  const nobody = await app.person(tenant, [])
  expect((await nobody.get('/departments/tree')).status).toBe(403)
})

test('positions tell who holds them, who stands in, and what is open', async () => {
  const { tenant, admin, join, sales, east, works } = await office()
  const desk = (await admin.post('/positions', { name: 'Desk', department: east, headcount: 2 })).body.id
  await admin.post('/positions', { name: 'Lathe', department: works })
  const [holder, deputy, former] = [
    await app.person(tenant, []),
    await app.person(tenant, []),
    await app.person(tenant, []),
  ]
  await join(holder, [], { positions: [{ post: desk }] })
  await join(deputy, [], { positions: [{ post: desk, isDeputy: true, endsAt: '2999-01-01T00:00:00Z' }] })
  await join(former, [], { positions: [{ post: desk, endsAt: '2020-01-01T00:00:00Z' }] })
  const staffing = async (query: string) => (await admin.get(`/positions/staffing${query}`)).body
  expect(await staffing('')).toMatchObject({
    page: { total: 2 },
    data: [
      {
        name: 'Desk',
        department: { id: east, name: 'East' },
        headcount: 2,
        filled: 1,
        vacancies: 1,
        holders: [{ id: holder.memberId, endsAt: null }],
        deputies: [{ id: deputy.memberId, endsAt: '2999-01-01T00:00:00.000Z' }],
      },
      { name: 'Lathe', filled: 0, vacancies: 1 },
    ],
  })
  expect((await staffing(`?department=${sales}`)).data).toMatchObject([{ name: 'Desk' }])
  await admin.patch(`/positions/${desk}`, { headcount: 1 })
  expect((await staffing('?vacant=true')).data).toMatchObject([{ name: 'Lathe' }])
})
