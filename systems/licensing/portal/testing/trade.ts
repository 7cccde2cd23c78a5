import type { Person, TestTenant } from '@tenon/kernel/testing/app.ts'
import { act, create, type house } from '../../story.ts'
import { partnerRole } from '../roles.ts'

type Body = Readonly<Record<string, unknown>>
type House = Awaited<ReturnType<typeof house>>

/** A vendor with a product, its policies and its price list. */
export async function vendor(app: House) {
  const tenant = await app.tenant()
  const administrator = tenant.as(undefined, { name: 'Admin' })
  const product = await create(administrator, 'licensed_products', { name: 'Tenon Flow', code: 'flow' })
  const policy = (values: Body) => create(administrator, 'license_policies', { product: product.id, ...values })
  const yearly = await policy({ name: 'Yearly', graceDays: 30, maxWorkspaces: 5 })
  const forGood = await policy({ name: 'For good', model: 'perpetual' })
  const price = (amount: string, more: Body = {}) =>
    create(administrator, 'license_prices', {
      product: product.id,
      unitPrice: { amount, currency: 'CNY' },
      ...more,
    })
  await price('1200.00')
  await price('1000.00', { fromQuantity: 100 })
  await price('5000.00', { policy: forGood.id })
  return { tenant, administrator, product, yearly, forGood }
}
export type Vendor = Awaited<ReturnType<typeof vendor>>

/** A partner at work, with somebody of each role who signs in. */
export async function partnerOf({ tenant, administrator }: Vendor, name: string, values: Body = {}) {
  const company = await create(administrator, 'companies', { name, roles: ['partner'] })
  const people: Record<string, Person> = {}
  const users: Body[] = []
  for (const role of ['sales', 'viewer']) {
    const address = `${role}.${company.id}@example.com`
    const member = await create(administrator, 'members', { name: `${role} of ${name}`, email: address })
    users.push({ member: member.id, role })
    people[role] = speaking(tenant, member)
  }
  const body = { name, company: company.id, discountPercent: '20.00', users, ...values }
  const { id } = await create(administrator, 'partners', body)
  await act(administrator, 'partners', id, 'activate')
  return { id: id as string, company, sales: people.sales as Person, viewer: people.viewer as Person }
}

const speaking = (tenant: TestTenant, { id, name }: { id: string; name: string }) =>
  tenant.as(partnerRole, { memberId: id, name })
