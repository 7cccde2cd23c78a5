import { identity } from '@tenon/identity'
import { accessOf } from '@tenon/kernel/access/access.ts'
import { toGrant } from '@tenon/kernel/access/grant.ts'
import type { Person } from '@tenon/kernel/testing/app.ts'
import { expect, test } from 'vitest'
import { roles } from './roles.ts'
import { act, create, draft, house, inDays, inUse, issued, price } from './story.ts'

const app = await house()
const paths = ['customers', 'licenses', 'license_terms', 'purchases', 'deployments', 'sales_reps', 'engineers']

test('a sales representative sees the business, draws up and issues licences, records renewals and changes', async () => {
  const tenant = await app.tenant()
  const rep = tenant.as(roles.salesRep)
  for (const path of paths) expect((await rep.get(`/${path}`)).status, path).toBe(200)
  const licence = await inUseFor(rep, await issued(rep))
  await act(rep, 'licenses', licence.id, 'renew', { months: 12, ...price })
  await act(rep, 'licenses', licence.id, 'expand', { users: 5, ...price })
  await create(rep, 'purchases', { license: licence.id, kind: 'new', orderedOn: inDays(rep, 0), ...price })
  await create(rep, 'deployments', { license: licence.id, plannedOn: inDays(rep, 7) })
})
const inUseFor = (rep: Parameters<typeof act>[0], { id }: { id: string }) =>
  act(rep, 'licenses', id, 'reportUsage', { users: 3 })

test('a sales representative neither ends licences nor keeps the books, staff or removals', async () => {
  const tenant = await app.tenant()
  const [administrator, rep] = [tenant.as(roles.administrator), tenant.as(roles.salesRep)]
  const licence = await inUse(administrator)
  const order = await create(rep, 'purchases', {
    license: licence.id,
    kind: 'new',
    orderedOn: inDays(rep, 0),
    ...price,
  })
  await act(rep, 'purchases', order.id, 'place')
  const refused = [
    rep.post(`/licenses/${licence.id}/suspend`, { reason: 'x' }),
    rep.post(`/licenses/${licence.id}/terminate`, { reason: 'x' }),
    rep.delete(`/licenses/${licence.id}`),
    rep.post(`/purchases/${order.id}/recordPayment`),
    rep.post('/engineers', { name: 'New' }),
    rep.post('/sales_reps', { name: 'New' }),
  ]
  for (const { status } of await Promise.all(refused)) expect(status).toBe(403)
})

test('an engineer sees deployments, licences, customers and who sold them, and no purchases; of colleagues no contact data', async () => {
  const tenant = await app.tenant()
  const [administrator, engineer] = [tenant.as(roles.administrator), tenant.as(roles.engineer)]
  await draft(administrator)
  const colleague = await create(administrator, 'engineers', {
    name: 'Bo',
    email: 'bo@example.com',
    expertise: ['kubernetes'],
  })
  const answers = await Promise.all(paths.map(async path => [path, (await engineer.get(`/${path}`)).status]))
  expect(Object.fromEntries(answers)).toEqual({
    customers: 200,
    licenses: 200,
    license_terms: 200,
    purchases: 403,
    deployments: 200,
    sales_reps: 200,
    engineers: 200,
  })
  const { body } = await engineer.get(`/engineers/${colleague.id}`)
  expect(body).toMatchObject({ name: 'Bo', expertise: ['kubernetes'] })
  expect(body).not.toHaveProperty('email')
  const writes = ['customers', 'licenses', 'deployments'].map(path => engineer.post(`/${path}`, { name: 'x' }))
  for (const { status } of await Promise.all(writes)) expect(status).toBe(403)
})

/** One organisation at work: a licence in use, a deployment of the engineer's own and one of a colleague. */
async function atWork() {
  const tenant = await app.tenant()
  const administrator = tenant.as([...(identity.roles.administrator ?? []), ...(roles.administrator ?? [])])
  const member = await create(administrator, 'members', { name: 'Bo', email: 'bo@example.com' })
  const engineer = await create(administrator, 'engineers', { name: 'Bo', member: member.id })
  const colleague = await create(administrator, 'engineers', { name: 'Ai' })
  const licence = await issued(administrator)
  const deploymentOf = (who: { id: string }) =>
    create(administrator, 'deployments', {
      license: licence.id,
      plannedOn: inDays(administrator, 1),
      engineers: [{ engineer: who.id }],
    })
  return {
    licence,
    own: await deploymentOf(engineer),
    other: await deploymentOf(colleague),
    partnerCompany: await create(administrator, 'companies', { name: 'P', roles: ['partner'] }),
    people: {
      administrator,
      salesRep: tenant.as(roles.salesRep),
      engineer: tenant.as(roles.engineer, { memberId: member.id }),
      partner: tenant.as(roles.partner),
    },
  }
}
const { licence, own, other, partnerCompany, people } = await atWork()
let made = 0
const named = () => ({ name: `New ${++made}` })
const licenceBody = (person: Person) => ({
  customer: licence.customer,
  authorizedUsers: 5,
  startsOn: inDays(person, 0),
  endsOn: inDays(person, 30),
})
const purchaseBody = (person: Person) => ({
  license: licence.id,
  kind: 'new',
  orderedOn: inDays(person, 0),
  ...price,
})
const acts: Readonly<Record<string, (person: Person) => Promise<{ status: number }>>> = {
  'see all customers': p => p.get('/customers'),
  'see all licences': p => p.get(`/licenses/${licence.id}`),
  'see all deployments': p => p.get(`/deployments/${other.id}`),
  'see the engineers': p => p.get('/engineers'),
  'see the sales representatives': p => p.get('/sales_reps'),
  'see the partners': p => p.get(`/companies/${partnerCompany.id}`),
  'see the purchases': p => p.get('/purchases'),
  'make a customer': p => p.post('/customers', named()),
  'change a customer': p => p.patch(`/customers/${licence.customer}`, { city: `City ${++made}` }),
  'remove a partner': p => p.delete(`/companies/${partnerCompany.id}`),
  'make a licence': p => p.post('/licenses', licenceBody(p)),
  'record a purchase': p => p.post('/purchases', purchaseBody(p)),
  'assign an engineer': p => p.patch(`/deployments/${other.id}`, { note: `note ${++made}` }),
  'report on the own deployment': p => p.post(`/deployments/${own.id}/start`, {}),
  'report on another’s deployment': p => p.post(`/deployments/${other.id}/start`, {}),
  'make an engineer': p => p.post('/engineers', named()),
  'make a sales representative': p => p.post('/sales_reps', named()),
  'see who may do what': p => p.get('/roles'),
  'make a role': p => p.post('/roles', { key: `k${++made}`, ...named() }),
}
const all = Object.keys(acts)
const seeing = all.filter(act => act.startsWith('see') && act !== 'see who may do what')
/** Exactly what the trade's table gives each; everything else is refused. The administrator comes last: it may remove. */
const table: Readonly<Record<string, readonly string[]>> = {
  salesRep: [
    ...seeing,
    'make a customer',
    'change a customer',
    'make a licence',
    'record a purchase',
    'assign an engineer',
  ],
  engineer: [...seeing.filter(act => act !== 'see the purchases'), 'report on the own deployment'],
  partner: [],
  administrator: all.filter(act => act !== 'report on the own deployment'),
}
for (const [role, may] of Object.entries(table))
  test(`${role}: every act of the table is allowed or refused as it says`, async () => {
    const person = people[role as keyof typeof people]
    for (const name of all) {
      if (role === 'administrator' && !may.includes(name)) continue // it has been started by its engineer
      const { status } = (await acts[name]?.(person)) ?? { status: 0 }
      if (may.includes(name)) expect([200, 201, 204], `${role} may ${name}`).toContain(status)
      else expect([403, 404], `${role} may not ${name}`).toContain(status)
    }
  })

test.for([
  ['partner', 'licensing.partnerOrder.create', 'partner'],
  ['partner', 'licensing.partnerOrder.read', 'partner'],
  ['partner', 'licensing.partnerOrder.comment', 'partner'],
  ['partner', 'licensing.partner.read', 'partner'],
  ['partner', 'licensing.partner.update', 'partner'],
  ['partner', 'licensing.partnerOrder.confirm', null],
  ['partner', 'licensing.partner.create', null],
  ['partner', 'licensing.license.read', 'partner'],
  ['partner', 'licensing.purchase.read', null],
  ['customer', 'licensing.license.read', 'customer'],
  ['customer', 'licensing.partnerOrder.read', null],
  ['salesRep', 'licensing.partner.read', 'tenant'],
  ['salesRep', 'licensing.partnerOrder.confirm', null],
  ['administrator', 'licensing.partnerOrder.confirm', 'tenant'],
] as const)('%s and %s, which comes with partner orders: %s', ([role, permission, scope]) => {
  const grants = (roles[role] ?? []).map(right => toGrant(typeof right === 'string' ? { permission: right } : right))
  const given = accessOf(grants).grants(permission)
  expect(given.map(({ rows }) => rows[0]?.scope ?? 'tenant')).toEqual(scope === null ? [] : [scope])
})
