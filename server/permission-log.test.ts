import { identity } from '@tenon/identity'
import { testApp } from '@tenon/kernel/testing/app.ts'
import { operations } from '@tenon/operations'
import { auditRoutes } from '@tenon/operations/server'
import { expect, test } from 'vitest'

const app = await testApp([identity, operations], { routes: (_, catalog) => auditRoutes(catalog) })

/** One change of each kind, of which some decide who may do what. */
async function changes() {
  const tenant = await app.tenant()
  const admin = tenant.as()
  const role = (
    await admin.post('/roles', { key: 'clerk', name: 'Clerk', grants: [{ permission: 'identity.site.read' }] })
  ).body
  const site = (await admin.post('/sites', { name: 'Kunshan', code: 'KS', type: 'factory' })).body
  const member = (await admin.post('/members', { name: 'Zhao', email: 'zhao@example.com' })).body
  const change = async (patch: object) => {
    const { version } = (await admin.get(`/members/${member.id}`)).body
    expect((await admin.patch(`/members/${member.id}`, { ...patch, version })).status).toBe(200)
  }
  await change({ phone: '13800000000' })
  await change({ roles: [{ role: role.id }] })
  const department = (await admin.post('/departments', { name: 'Sales' })).body
  expect((await admin.patch(`/departments/${department.id}`, { name: 'Sales East', version: 1 })).status).toBe(200)
  expect((await admin.patch(`/departments/${department.id}`, { roles: [{ role: role.id }], version: 2 })).status).toBe(
    200,
  )
  return { tenant, admin, role, site, member, department }
}
type Entry = { entity: { name: string }; act: string; changes: { field: string }[] }
const told = (body: { data: Entry[] }) =>
  body.data.map(
    ({ entity, act, changes: fields }) => `${entity.name} ${act} ${fields.map(({ field }) => field).join()}`,
  )

test('what changed who may do what is one view of the log', async () => {
  const { admin } = await changes()
  const all = told((await admin.get('/audit_log')).body)
  const decisive = told((await admin.get('/audit_log?view=permissions')).body)
  expect(decisive.slice(0, 2)).toEqual(['identity.department update roles', 'identity.member update roles'])
  expect(decisive.at(-1)).toMatch(/^identity\.role create/)
  expect(decisive.some(entry => /site|phone|update name/.test(entry))).toBe(false)
  expect(all.length).toBeGreaterThan(decisive.length)
})

test('to whoever may not read the roles of members it does not tell that they changed', async () => {
  const { tenant, member } = await changes()
  const reader = tenant.as([
    'operations.auditLog.list',
    { permission: 'identity.member.read', fields: ['name', 'phone'] },
  ])
  const seen = ['identity.member create name,status']
  expect(told((await reader.get(`/audit_log?view=permissions&filter[record]=${member.id}`)).body)).toEqual(seen)
  expect(told((await reader.get('/audit_log?view=permissions')).body)).toEqual(seen)
})
