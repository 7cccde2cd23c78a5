import { expect } from 'vitest'
import type { SignedIn, wholeServer } from './whole-server.ts'

type Server = Awaited<ReturnType<typeof wholeServer>>
type Method = Parameters<SignedIn['send']>[0]

/** Sends what must succeed, and answers what came back. */
export async function done(person: SignedIn, method: Method, path: string, body: unknown = {}) {
  const reply = await person.send(method, path, body)
  expect([200, 201], `${method} ${path} ${JSON.stringify(reply.body)}`).toContain(reply.status)
  return reply.body
}
export const made = (person: SignedIn, path: string, body: unknown) => done(person, 'POST', path, body)

/** What stands in everything that the second partner has, and in nothing of the first one's. */
export const secret = 'Zephyr'

async function partner(server: Server, tenant: Parameters<Server['person']>[0], boss: SignedIn, name: string) {
  const person = await server.person(tenant, [{ role: 'partner' }])
  const company = await made(boss, '/companies', { name, roles: ['partner'] })
  const users = [{ member: person.memberId, role: 'principal' }]
  const { id } = await made(boss, '/partners', { name, company: company.id, users, discountPercent: '10.00' })
  await made(boss, `/partners/${id}/activate`, {})
  return { person, id: id as string, company: company.id as string }
}

/** An organisation with two partners that must never learn of one another; every request passes the gates of real use. */
export async function twoPartners(server: Server) {
  const tenant = await server.tenant()
  const boss = await server.person(tenant, [{ role: 'administrator' }])
  const product = await made(boss, '/licensed_products', { name: 'Flow', code: 'flow' })
  const policy = await made(boss, '/license_policies', { product: product.id, name: 'Yearly' })
  await made(boss, '/license_prices', { product: product.id, unitPrice: { amount: '1200.00', currency: 'CNY' } })
  const [a, b] = [await partner(server, tenant, boss, 'Anchor'), await partner(server, tenant, boss, secret)]
  const order = async ({ person }: typeof a, endCustomer: string) => {
    const items = [{ policy: policy.id, quantity: 10, endCustomer }]
    return made(person, '/partners/orders', { poNo: `PO ${endCustomer}`, note: endCustomer, items })
  }
  const confirm = async ({ person }: typeof a, id: string) => {
    await made(person, `/partners/orders/${id}/submit`, {})
    for (const act of ['review', 'confirm']) await made(boss, `/partner_orders/${id}/${act}`, {})
  }
  return { tenant, boss, a, b, order, confirm }
}
export type Scene = Awaited<ReturnType<typeof twoPartners>>

/** Everything a partner and we can do about its business; answers the records by the collection they are in. */
export async function business({ boss, a, b, order, confirm }: Scene, who: 'a' | 'b', name: string) {
  const partner = who === 'a' ? a : b
  const { person } = partner
  const placed = await order(partner, name)
  await confirm(partner, placed.id)
  await made(person, `/partners/orders/${placed.id}/comments`, { text: `${name} asks` })
  const internal = { text: `${name} among ourselves`, visibility: 'internal' }
  await made(boss, `/partner_orders/${placed.id}/comment`, internal)
  await made(boss, `/partner_orders/${placed.id}/comments`, { text: `${name} beside the record` })
  const wish = { prospect: name, domain: `${name.toLowerCase()}.example` }
  const deal = await made(person, '/partners/deal_registrations', wish)
  const [item] = (await person.send('GET', `/partner_orders/${placed.id}`)).body.items
  await done(boss, 'PATCH', `/licenses/${item.license}`, { note: `${name} pays late` })
  const first = async (path: string, query: string) => (await boss.send('GET', `/${path}?${query}`)).body.data[0].id
  const ids: Record<string, string> = {
    partner_orders: placed.id,
    'partners/orders': placed.id,
    order_comments: await first('order_comments', `filter[order]=${placed.id}`),
    deal_registrations: deal.id,
    'partners/deal_registrations': deal.id,
    licenses: item.license,
    'partners/licenses': item.license,
    'portal/licenses': item.license,
    license_terms: await first('license_terms', `filter[license]=${item.license}`),
    purchases: item.purchase,
    deployments: item.deployment,
    companies: item.customer,
    customers: item.customer,
    partners: partner.id,
    resellers: partner.id,
  }
  return { ids, placed, item }
}
