import { company } from '@tenon/directory'
import { sql } from '@tenon/kernel/data/sql.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import type { Row } from '@tenon/kernel/entity/entity.ts'
import { addDays, addMonths } from '@tenon/kernel/fields/date/day.ts'
import { deployment } from '../deployment/deployment.entity.ts'
import { issue, renew } from '../license/license.actions.ts'
import { license } from '../license/license.entity.ts'
import type { Buyer } from '../partner/speaker.ts'
import { policy } from '../policy/policy.entity.ts'
import { order as place } from '../purchase/order.ts'
import { purchase } from '../purchase/purchase.entity.ts'
import type { partnerOrder } from './order.entity.ts'

type Order = Row<typeof partnerOrder>
type Item = Order['items'][number]

/** How long we take at most until somebody is there to install it. */
const daysUntilDeployment = 7

/** The one customer of that name, or a new one: with two of a name nobody could tell which is meant. */
async function customerNamed(ctx: Ctx, name: string): Promise<string> {
  const known = await ctx.query<{ id: string; roles: string[] }>(sql`select id, roles from directory.company
    where tenant_id = ${ctx.tenant.id} and deleted_at is null and lower(name) = lower(${name}) limit 2`)
  const [only] = known
  if (!only || known.length > 1) return (await ctx.create(company, { name, roles: ['customer'] })).id
  if (!only.roles.includes('customer')) {
    const { roles } = await ctx.get(company, only.id)
    await ctx.update(company, only.id, { roles: [...roles, 'customer'] })
  }
  return only.id
}

function lastDay({ termMonths }: Item, { durationDays }: { durationDays: number | null }, today: string) {
  if (termMonths) return addDays(addMonths(today, termMonths), -1)
  return durationDays ? addDays(today, durationDays - 1) : null
}

async function newLicense(ctx: Ctx, { orderNo }: Order, item: Item, buyer: Buyer): Promise<Item> {
  const customer = item.customer ?? (await customerNamed(ctx, item.endCustomer))
  const terms = await ctx.get(policy, item.policy as string)
  const { model, graceDays, maxWorkspaces } = terms
  const isPerpetual = model === 'perpetual'
  const endsOn = isPerpetual ? null : lastDay(item, terms, ctx.today)
  const bought = await ctx.create(license, {
    ...{ customer, product: item.product, policy: terms.id, model, graceDays, endsOn, partner: buyer.id },
    edition: item.edition ?? 'team',
    startsOn: ctx.today,
    authorizedUsers: item.quantity,
    authorizedWorkspaces: maxWorkspaces ?? 1,
    value: item.subtotal,
    salesRep: buyer.manager,
    reseller: buyer.types.includes('reseller') ? buyer.id : null,
  })
  const ordered = { license: bought.id, orderedOn: ctx.today, amount: item.subtotal, orderNo, users: item.quantity }
  const paid = await place(ctx, { ...ordered, kind: 'new', newEndsOn: endsOn })
  await ctx.run(issue, bought.id, { reason: orderNo })
  const planned = await ctx.create(deployment, {
    license: bought.id,
    plannedOn: addDays(ctx.today, daysUntilDeployment),
  })
  return { ...item, customer, license: bought.id, purchase: paid.id, deployment: planned.id }
}

async function renewedLicense(ctx: Ctx, { orderNo }: Order, item: Item): Promise<Item> {
  const renews = item.renews as string
  await ctx.run(renew, renews, { months: item.termMonths ?? 12, amount: item.subtotal, orderNo })
  const [paid] = await ctx.find(purchase, { license: renews, kind: 'renewal', orderNo })
  return { ...item, license: renews, purchase: paid?.id ?? null }
}

/** Each line of a confirmed order with what came of it: a purchase, the licence, and for a new one its deployment. */
export async function delivered(ctx: Ctx, order: Order, buyer: Buyer): Promise<Item[]> {
  const items: Item[] = []
  for (const item of order.items)
    items.push(
      item.kind === 'renewal' ? await renewedLicense(ctx, order, item) : await newLicense(ctx, order, item, buyer),
    )
  return items
}
