import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { type SignedIn, wholeServer } from './testing/whole-server.ts'

/** A function of the generated client: one operation of the API. */
type Operation = (call: object) => Promise<{ data?: Record<string, unknown>; error?: unknown }>

const house = await wholeServer()
await house.http.listen({ host: '127.0.0.1', port: 0 })
const { port } = house.http.server.address() as AddressInfo

/** What a public generator makes of the API's own description; nothing of the product is known to it. */
async function generate(): Promise<Record<string, Operation>> {
  const folder = await mkdtemp(join(tmpdir(), 'tenon-client-'))
  afterAll(() => rm(folder, { recursive: true }))
  const description = await fetch(`http://127.0.0.1:${port}/api/v1/openapi.json`)
  await writeFile(join(folder, 'openapi.json'), await description.text())
  const generator = join(import.meta.dirname, '..', 'node_modules', '@hey-api', 'openapi-ts', 'bin', 'run.js')
  await promisify(execFile)(process.execPath, [generator, '-i', 'openapi.json', '-o', 'client', '--no-log-file'], {
    cwd: folder,
  })
  return import(join(folder, 'client', 'index.ts'))
}
const client = await generate()

/** Calls operations as this person; what comes back is the answer's body. */
const as =
  ({ token }: Pick<SignedIn, 'token'>) =>
  async (operation: string, call: object = {}) => {
    const run = client[operation]
    if (!run) throw new Error(`The generated client has no ${operation}`)
    const { data, error } = await run({ baseUrl: `http://127.0.0.1:${port}/api/v1`, auth: token, ...call })
    expect(error, operation).toBeUndefined()
    return data as Record<string, unknown>
  }

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const amount = (value: string) => ({ amount: value, currency: 'CNY' })

/** The people of the seed's role table, in an organisation of their own. */
async function cast() {
  const tenant = await house.tenant()
  const person = (role: string) => house.person(tenant, [{ role }])
  const people = { administrator: await person('administrator'), salesRep: await person('salesRep') }
  const engineer = await person('engineer')
  const name = 'Zhao Qiming'
  const { id } = await as(people.administrator)('engineersCreate', { body: { name, member: engineer.memberId } })
  return { tenant, ...people, engineer, engineerId: id }
}

test('the workflow of licences runs on a client generated from the API’s description', async () => {
  const { administrator, salesRep, engineer, engineerId } = await cast()
  const [admin, rep, technician] = [as(administrator), as(salesRep), as(engineer)]
  const customer = await admin('customersCreate', { body: { name: '华信精密' } })
  const body = { customer: customer.id, authorizedUsers: 50, startsOn: inDays(0), endsOn: inDays(364) }
  const { id } = await rep('licensesCreate', { body })
  const path = { id }
  await rep('licensesIssue', { path, body: {} })
  const plan = { license: id, plannedOn: inDays(3), engineers: [{ engineer: engineerId, role: 'lead' }] }
  const deployment = { path: { id: (await admin('deploymentsCreate', { body: plan })).id } }
  await technician('deploymentsStart', { ...deployment, body: {} })
  await technician('deploymentsComplete', { ...deployment, body: { productVersion: '3.4.1' } })
  expect((await rep('licensesGet', { path })).status).toBe('deployed')
  await rep('licensesReportUsage', { path, body: { users: 12 } })
  const renewed = await rep('licensesRenew', { path, body: { months: 12, amount: amount('48000.00') } })
  expect(renewed).toMatchObject({ status: 'inUse', actualUsers: 12 })
  const terms = await rep('licenseTermsList', { query: { 'filter[license]': id } })
  expect((terms as unknown as { data: unknown[] }).data).toHaveLength(2)
  const { data } = (await rep('licensesHistory', { path })) as unknown as { data: { act: string }[] }
  expect(data.map(({ act }) => act)).toEqual(['renew', 'reportUsage', 'deploy', 'issue', 'create'])
})

test('the workflow of orders runs on it too: a partner orders with comments, the administrator confirms', async () => {
  const { tenant, administrator } = await cast()
  const admin = as(administrator)
  const person = await house.person(tenant, [{ role: 'partner' }])
  const idOf = async (operation: string, body: object) => (await admin(operation, { body })).id
  const company = await idOf('companiesCreate', { name: '拓联信息', roles: ['partner'] })
  const users = [{ member: person.memberId, role: 'principal' }]
  const seller = await idOf('partnersCreate', { name: '拓联信息', company, discountPercent: '10.00', users })
  await admin('partnersActivate', { path: { id: seller }, body: {} })
  const product = await idOf('licensedProductsCreate', { name: 'Tenon Cloud', code: 'cloud' })
  const policy = await idOf('licensePoliciesCreate', { product, name: 'Yearly' })
  await admin('licensePricesCreate', { body: { product, edition: 'team', unitPrice: amount('100.00') } })

  const partner = as(person)
  const items = [
    { policy, edition: 'team', quantity: 10, termMonths: 12, endCustomer: '岭南精密' },
    { policy, edition: 'team', quantity: 20, termMonths: 12, endCustomer: '珠江电缆' },
  ]
  const drafted = await partner('partnersOrdersCreate', { body: { items } })
  expect(drafted).toMatchObject({ status: 'draft', total: amount('2700.00') })
  const path = { id: drafted.id }
  await partner('partnersOrdersAddComment', { path, body: { text: '请尽快' } })
  expect(await partner('partnersOrdersSubmit', { path, body: {} })).toMatchObject({
    status: 'submitted',
    label: 'draft',
  })

  const all = (await admin('partnerOrdersList')) as unknown as { data: { id: string }[] }
  expect(all.data.map(({ id }) => id)).toEqual([drafted.id])
  await admin('partnerOrdersReview', { path, body: {} })
  await admin('partnerOrdersConfirm', { path, body: {} })
  expect(await partner('partnersOrdersGet', { path })).toMatchObject({ status: 'confirmed', label: 'confirmed' })
  const own = (await partner('partnersLicensesList')) as unknown as { data: { customer: { name: string } }[] }
  expect(own.data.map(({ customer }) => customer.name).toSorted()).toEqual(['岭南精密', '珠江电缆'])
})
