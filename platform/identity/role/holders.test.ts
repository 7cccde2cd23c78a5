import { expect, test } from 'vitest'
import { signInApp } from '../testing/sign-in-app.ts'

const app = await signInApp()

test('a role tells who has it and by what, and a department who belongs to it', async () => {
  const tenant = await app.tenant()
  const admin = await app.person(tenant, [{ role: 'administrator' }])
  const [direct, member] = [await app.person(tenant, []), await app.person(tenant, [])]
  const role = (await admin.post('/roles', { key: 'planner', name: 'Planner', grants: [] })).body.id
  const roles = [{ role }]
  const department = (await admin.post('/departments', { name: 'Planning', roles })).body.id
  await admin.patch(`/members/${direct.memberId}`, { roles: [{ role, endsAt: '2020-01-01T00:00:00Z' }] })
  await admin.patch(`/members/${member.memberId}`, { departments: [{ department, isMain: true, isHead: true }] })
  const { data, page } = (await admin.get(`/roles/${role}/holders`)).body
  expect(page.total).toBe(2)
  const by = new Map((data as { member: { id: string } }[]).map(one => [one.member.id, one]))
  expect(by.get(direct.memberId)).toMatchObject({ via: { kind: 'direct' }, inForce: false })
  expect(by.get(member.memberId)).toMatchObject({
    via: { kind: 'department', id: department, name: 'Planning' },
    inForce: true,
  })
  const belonging = (await admin.get(`/departments/${department}/members`)).body
  expect(belonging).toMatchObject({
    data: [{ id: member.memberId, isHead: true, isMain: true }],
    page: { total: 1 },
  })
  expect((await direct.get(`/roles/${role}/holders`)).status).toBe(403)
})
