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
