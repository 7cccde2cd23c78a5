import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { system } from '@tenon/kernel/entity/system.ts'
import { expect, onTestFinished, test } from 'vitest'
import { type DemoPerson, findTenant, loadDemoDepartments, openIdentity, operator, seedDemoPeople } from '../server.ts'
import { signInApp } from '../testing/sign-in-app.ts'

const trade = system('trade', {
  version: '1.0.0',
  kind: 'installable',
  entities: [],
  roles: {
    salesRep: ['identity.member.read'],
    engineer: ['identity.site.read'],
    partner: ['trade.order.read'],
    administrator: ['trade.*'],
  },
  messages: { en: {}, zh: {} },
})
const app = await signInApp([trade])

async function place() {
  const home = await mkdtemp(join(tmpdir(), 'tenon-demo-'))
  onTestFinished(() => rm(home, { recursive: true }))
  return join(home, 'demo-accounts.json')
}
const read = async (file: string) => JSON.parse(await readFile(file, 'utf8')) as DemoPerson[]

test('demo people can all sign in, with passwords of this instance alone, and again after their file was lost', async () => {
  const file = await place()
  await seedDemoPeople(app.app, file)
  const people = await read(file)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(people.map(({ tenant, role }) => `${tenant} ${role}`)).toEqual([
    'qiyuan administrator',
    'qiyuan salesRep',
    'qiyuan salesRep',
    'qiyuan engineer',
    'qiyuan engineer',
    'qiyuan partner',
    'qiyuan partner',
    'qiyuan customer',
    'harbor administrator',
  ])
  for (const { email, password, tenant } of people) {
    const { status, body } = await app.login(email, password)
    expect(status).toBe(200)
    const me = await app.as({ authorization: `Bearer ${body.accessToken}` }).get('/auth/me')
    expect(me.body.tenant.slug).toBe(tenant)
  }
  await rm(file)
  await seedDemoPeople(app.app, file)
  const [again, before] = [(await read(file))[0] as DemoPerson, people[0] as DemoPerson]
  expect((await app.login(before.email, before.password)).status).toBe(401)
  expect((await app.login(again.email, again.password)).status).toBe(200)
})

test('demo people are shown in evaluation only', async () => {
  const file = await place()
  const { runtime } = app.app
  const open = (demoAccounts?: string) =>
    openIdentity({
      runtime,
      catalog: app.app.catalog,
      baseUrl: 'http://localhost',
      secret: 's'.repeat(40),
      demoAccounts,
    })
  expect((await app.as({}).get('/auth/demo')).status).toBe(404)
  open(file)
  expect((await app.as({}).get('/auth/demo')).status).toBe(404)
  await seedDemoPeople(app.app, file)
  const shown = await app.as({}).get('/auth/demo')
  expect(shown.status).toBe(200)
  expect(shown.body[0]).toMatchObject({ tenant: 'qiyuan', tenantName: '启源智造集团', role: 'administrator' })
})

test('demo people have their departments and positions, once, and no right more by them', async () => {
  const file = await place()
  await seedDemoPeople(app.app, file)
  const tenant = await findTenant(app.runtime, 'qiyuan')
  const admin = await app.person(tenant, [{ role: 'administrator' }])
  for (let time = 0; time < 2; time++)
    await unitOfWork(app.runtime, tenant, operator, work => loadDemoDepartments(work, 'qiyuan'))
  const { data } = (await admin.get('/departments/tree?below=true')).body
  expect(data).toMatchObject([
    { name: '总部', children: 5, membersBelow: 14, heads: [{ name: '陈思源' }] },
    { name: '生产部', children: 2, membersBelow: 4 },
  ])
  const staffed = (await admin.get('/positions/staffing?vacant=true')).body.data
  expect(staffed.find(({ code }: { code: string }) => code === 'SAL-O-M')).toMatchObject({ filled: 2, vacancies: 1 })
  const sofia = (await read(file)).find(({ name }) => name === 'Sofia Ruiz') as DemoPerson
  const { accessToken } = (await app.login(sofia.email, sofia.password)).body
  const me = (await app.as({ authorization: `Bearer ${accessToken}` }).get('/user/me')).body
  expect(me.roles.map(({ key }: { key: string }) => key)).toEqual(['salesRep'])
})
