import { require } from '@tenon/kernel/access/access.ts'
import { changeRecord, insertRecord } from '@tenon/kernel/data/records.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { lockFor, refuseStale } from '@tenon/kernel/operations/write.ts'
import { forbidden, invalid, notFound } from '@tenon/kernel/problem/refusals.ts'
import { type Buyer, buyerOf, ownPartner } from '../partner/speaker.ts'
import { refuseToOrder } from '../partner-order/may-order.ts'
import { partnerOrder } from '../partner-order/order.entity.ts'
import { orderFixed } from '../partner-order/order.refusals.ts'
import { priced } from '../partner-order/pricing.ts'
import type { ChangeBody, OrderBody, PriceBody } from './order-body.ts'

export const createRight = 'licensing.partnerOrder.create'
export const updateRight = 'licensing.partnerOrder.update'

/** One's own partner; one of ours, who may write everybody's orders, names another. */
async function buyerFor(work: Work, wished: string | undefined): Promise<Buyer> {
  const grants = require(work.actor.access, createRight)
  const ctx = ctxOf(work)
  const own = await ownPartner(ctx)
  if (own && (wished ?? own.id) === own.id) return own
  if (own) throw notFound()
  if (!grants.some(({ rows }) => rows.length === 0)) throw forbidden({ permission: createRight })
  if (!wished) throw invalid({}, { fields: [{ field: 'partner', code: 'REQUIRED' }] })
  const [known] = await work.read({
    text: 'select 1 from licensing.partner where tenant_id = $1 and id = $2 and deleted_at is null',
    values: [work.tenant.id, wished],
  })
  if (!known) throw notFound()
  return buyerOf(ctx, wished)
}

export async function pricedFor(work: Work, { partner, currency, items }: PriceBody) {
  const buyer = await buyerFor(work, partner)
  return priced(ctxOf(work), buyer, items, currency ?? work.tenant.currency)
}

/** A draft with the prices of today. */
export async function draftOrder(
  work: Work,
  { partner, currency, items, poNo, note }: OrderBody,
): Promise<{ id: string }> {
  const buyer = await buyerFor(work, partner)
  refuseToOrder(buyer)
  const content = await priced(
    ctxOf(work),
    buyer,
    items.map(({ id: _, ...item }) => item),
    currency ?? work.tenant.currency,
  )
  const values = { partner: buyer.id, poNo: poNo || null, note: note || null, ...content }
  const { id } = await insertRecord(work, partnerOrder, values, { restricted: false })
  return { id: id as string }
}

/** The whole of a draft anew: a line with the id of one of its lines is changed, others are added, missing ones go. */
export async function changeOrder(work: Work, id: string, { items, poNo, note, version }: ChangeBody): Promise<void> {
  const record = await lockFor(work, partnerOrder, id, updateRight)
  await refuseStale(work, partnerOrder, record, version)
  if (record.status !== 'draft') throw orderFixed({ orderNo: String(record.orderNo) })
  const ctx = ctxOf(work)
  const buyer = await buyerOf(ctx, record.partner as string)
  refuseToOrder(buyer)
  const known = new Set((record.items as { id: string }[]).map(item => item.id))
  const wishes = items.map(({ id: line, ...item }) => (line && known.has(line) ? { id: line, ...item } : item))
  const { currency } = record.total as { currency: string }
  const content = await priced(ctx, buyer, wishes, currency)
  const values = { poNo: poNo || null, note: note || null, ...content }
  changeRecord(work, partnerOrder, record, values, { act: 'update', event: 'updated' }, { restricted: false })
}
