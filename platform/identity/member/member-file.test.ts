import type { Person } from '@tenon/kernel/testing/app.ts'
import { importApp } from '@tenon/kernel/transfer/testing/import-app.ts'
import { expect, test } from 'vitest'
import { identity } from '../index.ts'
import { createPerson } from '../server.ts'

const app = await importApp([identity])

async function office() {
  const tenant = await app.tenant()
  const admin = tenant.as()
  const add = async (path: string, body: object) => {
    const reply = await admin.post(`/${path}`, body)
    expect(reply.status, JSON.stringify(reply.body)).toBe(201)
    return reply.body.id as string
  }
  const site = await add('sites', { name: 'Head office', code: 'HQ', type: 'headquarters' })
  const clerk = await add('roles', { key: 'clerk', name: 'Clerk', grants: [{ permission: 'identity.site.read' }] })
  const boss = await add('roles', { key: 'boss', name: 'Boss', grants: [{ permission: '*' }] })
  const works = await add('departments', { name: 'Works', code: 'W' })
  const east = await add('departments', { name: 'East', parent: works })
  const post = await add('positions', { name: 'Foreman', code: 'FM', department: works })
  return { tenant, admin, add, site, clerk, boss, works, east, post }
}
const members = async (person: Person) => {
  const { data } = (await person.get('/members?sort=email')).body
  const each = await Promise.all(data.map(({ id }: { id: string }) => person.get(`/members/${id}`)))
  return each.map(({ body }) => body)
}
const codes = (errors: readonly { line: number; column: string | null; code: string }[]) =>
  errors.map(e => [e.line, e.column, e.code])

test('people come from a file with their roles, departments and positions, after a dry run that writes nothing', async () => {
  const { admin, site, clerk, works, east, post } = await office()
  const file =
    'Name,E-mail,Employee number,Roles,Departments,Positions\n' +
    'Lin,lin@x.example,E1,clerk@HQ; boss,Works / East; W,FM\nWang,wang@x.example,E2,,,\n'
  const dry = (await app.upload(admin, '/members/import?dryRun=true', file)).body
  expect(dry).toMatchObject({ created: 2, failed: 0 })
  expect(await members(admin)).toEqual([])
  expect((await app.upload(admin, '/members/import', file)).body).toMatchObject({ created: 2, failed: 0 })
  const [lin, wang] = await members(admin)
  expect(lin).toMatchObject({
    status: 'draft',
    employeeNumber: 'E1',
    roles: [
      { role: clerk, site, isEmergency: false },
      { role: expect.any(String), site: null },
    ],
    departments: [
      { department: east, isMain: true, isHead: false },
      { department: works, isMain: false },
    ],
    positions: [{ post, isDeputy: false }],
  })
  expect([wang.roles, wang.departments]).toEqual([[], []])
  const created = (await admin.get(`/members/${lin.id}/history`)).body.data[0]
  expect([created.act, created.via]).toEqual(['create', 'import'])
})

test.each(['csv', 'xlsx'])('what was exported as %s and comes back changes nothing', async format => {
  const { admin, add, site, clerk, boss, works, east, post } = await office()
  await add('departments', { name: 'R/D; rest', parent: works })
  await add('members', {
    name: 'Lin',
    email: 'lin@x.example',
    phone: '+86 138 0013 8000',
    roles: [{ role: clerk, site, endsAt: '2031-01-01T00:00:00.000Z' }, { role: clerk, site }, { role: boss }],
    departments: [{ department: works }, { department: east, isMain: true, isHead: true }],
    positions: [{ post, isDeputy: true }],
  })
  const odd = (await admin.get('/departments?filter[name]=R%2FD%3B%20rest')).body.data[0].id
  await add('members', { name: 'Wang', email: 'wang@x.example', departments: [{ department: odd }] })
  const before = await members(admin)
  const file = await exported(admin, format)
  if (format === 'csv') {
    expect(String(file)).toContain('clerk@HQ; boss')
    expect(String(file)).toContain('Works / East; W')
  }
  const { body } = await app.upload(admin, '/members/import?key=email', file, {
    'content-type': format === 'csv' ? 'text/csv' : xlsx,
  })
  expect(body).toMatchObject({ total: 2, unchanged: 2, created: 0, updated: 0, failed: 0 })
  expect(await members(admin)).toEqual(before)
})
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
async function exported(person: Person, format: string): Promise<Buffer> {
  const reply = await app.server.http.inject({
    url: `/api/v1/members/export?format=${format}`,
    headers: { authorization: `Bearer ${person.token}` },
  })
  return reply.rawPayload
}

test('a file changes only what it names otherwise, keeps the rest of each line, and is taken back with its lines', async () => {
  const { admin, add, site, clerk, boss, works, east } = await office()
  const id = await add('members', {
    name: 'Lin',
    email: 'lin@x.example',
    roles: [{ role: clerk, site, endsAt: '2031-01-01T00:00:00.000Z' }, { role: boss }],
    departments: [{ department: works, isMain: true, isHead: true }],
  })
  const [before] = await members(admin)
  const file = 'email,roles,departments\nlin@x.example,clerk@HQ;clerk,W;Works/East\n'
  const { body } = await app.upload(admin, '/members/import?key=email', file)
  expect(body).toMatchObject({ updated: 1, failed: 0 })
  const [after] = await members(admin)
  expect(after.roles).toMatchObject([before.roles[0], { role: clerk, site: null }])
  expect(after.departments).toMatchObject([before.departments[0], { department: east, isMain: false }])
  await admin.post(`/imports/${body.id}/undo`)
  expect((await app.settled(admin, body.id)).body.state).toBe('undone')
  const [back] = await members(admin)
  expect([back.id, back.roles, back.departments]).toEqual([id, before.roles, before.departments])
})

test('names that are not there are told at their cell, and nobody imports what they may not give', async () => {
  const { tenant, admin } = await office()
  const wrong = 'name,email,roles,departments\nA,a@x.example,nobody@HQ,W\nB,b@x.example,clerk@Moon,Nowhere / East\n'
  const refused = (await app.upload(admin, '/members/import', wrong)).body
  expect(codes(refused.errors)).toEqual([
    [2, 'roles', 'REFERENCE_NOT_FOUND'],
    [3, 'roles', 'REFERENCE_NOT_FOUND'],
    [3, 'departments', 'REFERENCE_NOT_FOUND'],
  ])
  expect(refused.errors[0].message).toBe('There is no "nobody".')
  const reading = ['identity.role.read', 'identity.site.read', 'identity.department.read']
  const clerk = tenant.as(['identity.member.*', ...reading])
  const file = 'name,email,roles\nA,a@x.example,clerk@HQ\nB,b@x.example,boss\nC,c@x.example,\n'
  const { body } = await app.upload(clerk, '/members/import', file)
  expect(body).toMatchObject({ created: 2, failed: 1 })
  expect(codes(body.errors)).toEqual([[3, 'roles', 'NOT_HELD']])
  const twice = 'name,email,departments\nD,d@x.example,W\nE,a@x.example,W\n'
  expect(codes((await app.upload(admin, '/members/import', twice)).body.errors)).toEqual([[3, 'email', 'NOT_UNIQUE']])
})

test('the last administrator is not lost to a file, also where it names several', async () => {
  const { tenant, admin } = await office()
  for (const name of ['a', 'b', 'c'])
    await createPerson(app.runtime, tenant, { name, email: `${name}@${tenant.id}.example`, roles: [{ role: 'boss' }] })
  const rows = ['a', 'b', 'c'].map(name => `${name}@${tenant.id}.example,clerk`)
  const { body } = await app.upload(admin, '/members/import?key=email', `email,roles\n${rows.join('\n')}\n`)
  expect(body).toMatchObject({ updated: 2, failed: 1 })
  expect(body.errors[0].code).toBe('LAST_ADMINISTRATOR')
})
