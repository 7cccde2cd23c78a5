import type { Values } from '@tenon/kernel/data/shape.ts'
import { sql } from '@tenon/kernel/data/sql.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Ctx, ReadCtx } from '@tenon/kernel/entity/ctx.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { type Buyer, buyerOf } from '../partner/speaker.ts'
import { partnerOrder } from '../partner-order/order.entity.ts'
import { labelOf, type OrderStatus, ordering } from '../partner-order/order.rules.ts'
import type { Item } from '../partner-order/pricing.ts'
import { type Named, namedBy, namesOf } from './names.ts'
import { readOne } from './reading.ts'

type Asking = Pick<ReadCtx, 'tenant' | 'query'>
interface Coded {
  readonly id: string
  readonly code: string
  readonly status: string
}

async function codesOf({ tenant, query }: Asking, ids: readonly unknown[]): Promise<ReadonlyMap<string, Coded>> {
  const wanted = ids.filter(id => typeof id === 'string')
  if (wanted.length === 0) return new Map()
  const rows = await query<Coded>(sql`select id, code, status from licensing.license
    where tenant_id = ${tenant.id} and id = any(${wanted}::uuid[])`)
  return new Map(rows.map(row => [row.id, row]))
}

/** Lines of an order with what they point at by name. */
export async function itemsOf(ctx: Asking, items: readonly Item[]) {
  const products = await namesOf(
    ctx,
    'products',
    items.map(({ product }) => product),
  )
  const ids = items.map(({ policy }) => policy).filter(id => typeof id === 'string')
  const policies = await ctx.query<Named & { model: string }>(sql`select id, name, model from licensing.policy
    where tenant_id = ${ctx.tenant.id} and id = any(${ids}::uuid[])`)
  const codes = await codesOf(
    ctx,
    items.flatMap(({ license, renews }) => [license, renews]),
  )
  return items.map(({ id, quantity, unitPrice, subtotal, endCustomer, ...item }) => ({
    ...(id ? { id } : {}),
    kind: item.kind ?? 'new',
    product: namedBy(products, item.product),
    policy: policies.find(policy => policy.id === item.policy) ?? null,
    edition: item.edition ?? 'team',
    quantity,
    termMonths: item.termMonths ?? null,
    unitPrice,
    discountPercent: item.discountPercent ?? '0.00',
    subtotal,
    endCustomer,
    renews: codes.get(item.renews ?? '') ?? null,
    license: codes.get(item.license ?? '') ?? null,
  }))
}

interface Content {
  readonly id: string
  readonly itemCount: number
  readonly endCustomers: string[]
}
const contents = ({ tenant, query }: Asking, ids: readonly string[]) =>
  query<Content>(sql`select parent_id as id, count(*) as "itemCount", array_agg(distinct end_customer) as "endCustomers"
    from licensing.order_item where tenant_id = ${tenant.id} and parent_id = any(${[...ids]}::uuid[]) group by parent_id`)

/** Rows of the list of orders; `orders` are those the person may see. */
export async function rowsOf(ctx: Asking, orders: readonly Values[]) {
  const partners = await namesOf(
    ctx,
    'partners',
    orders.map(({ partner }) => partner),
  )
  const found = new Map(
    (
      await contents(
        ctx,
        orders.map(({ id }) => id as string),
      )
    ).map(row => [row.id, row]),
  )
  return orders.map(({ id, version, orderNo, partner, status, poNo, total, createdAt, updatedAt, submittedOn }) => ({
    ...{ id, version, orderNo, partner: namedBy(partners, partner), status },
    label: labelOf(status as OrderStatus),
    ...{ poNo: poNo ?? null, total },
    itemCount: found.get(id as string)?.itemCount ?? 0,
    endCustomers: found.get(id as string)?.endCustomers ?? [],
    ...{ createdAt, updatedAt, submittedOn: submittedOn ?? null },
  }))
}

/** When the order came into each of its states, and by whom. */
const timelineOf = ({ tenant, query }: Asking, id: string) =>
  query<{ status: string; at: string; actorName: string }>(sql`select e.after ->> 'status' as status,
      to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, e.actor_name as "actorName"
    from kernel.audit_event e where e.tenant_id = ${tenant.id} and e.record_id = ${id}::uuid
      and e.entity = ${partnerOrder.name} and e.after ? 'status' order by e.id`)

const deploymentsOf = ({ tenant, query }: Asking, id: string) =>
  query(sql`select d.code, d.status, d.planned_on as "plannedOn", d.completed_on as "completedOn"
    from licensing.order_item i
    join licensing.deployment d on d.tenant_id = i.tenant_id and d.id = i.deployment and d.deleted_at is null
    where i.tenant_id = ${tenant.id} and i.parent_id = ${id}::uuid order by i.position`)

function actionsOf(ctx: Ctx, { status }: Values, { role, status: standing }: Buyer) {
  const may = (verb: string) =>
    (role === null || ordering.includes(role)) && ctx.actor.access.may(`${partnerOrder.name}.${verb}`)
  const isDraft = status === 'draft'
  return [
    ...(isDraft && standing === 'active' && may('update') ? ['edit'] : []),
    ...(isDraft && standing === 'active' && may('submit') ? ['submit'] : []),
    ...((isDraft || status === 'submitted') && may('cancel') ? ['cancel'] : []),
  ]
}

/** One order as the person may see it, with everything around it. Throws NOT_FOUND. */
export async function orderAnswer(work: Work, id: unknown) {
  const stored = await readOne(work, partnerOrder, id)
  const ctx = ctxOf(work)
  const [row] = await rowsOf(ctx, [stored])
  return {
    ...row,
    note: stored.note ?? null,
    items: await itemsOf(ctx, stored.items as Item[]),
    reason: stored.reason ?? null,
    timeline: await timelineOf(ctx, stored.id),
    actions: actionsOf(ctx, stored, await buyerOf(ctx, stored.partner as string)),
    deployments: await deploymentsOf(ctx, stored.id),
  }
}
