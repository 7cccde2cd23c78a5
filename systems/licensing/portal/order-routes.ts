import { unitOfWork, type Work } from '@tenon/kernel/data/unit-of-work.ts'
import { answering } from '@tenon/kernel/http/idempotency.ts'
import { json, type Reply, type Route, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { listRecords } from '@tenon/kernel/operations/read.ts'
import { runAction } from '@tenon/kernel/operations/run.ts'
import { cancelOrder, submitOrder } from '../partner-order/order.actions.ts'
import { partnerOrder } from '../partner-order/order.entity.ts'
import { itemsOf, orderAnswer, rowsOf } from './order-answer.ts'
import { cancelBody, changeBody, orderBody, priceBody } from './order-body.ts'
import { changeOrder, createRight, draftOrder, pricedFor, updateRight } from './order-writing.ts'
import { bodyFor, listParams, listQuery } from './reading.ts'
import * as shape from './shapes.ts'

const tag = 'partner portal'
const within = ({ session: { runtime, tenant, actor } }: SessionCall, read: (work: Work) => Promise<Reply>) =>
  unitOfWork(runtime, tenant, actor, read)

async function list(call: SessionCall): Promise<Reply> {
  const { data, page } = await listRecords(call.session, partnerOrder, listParams(call.query, '-createdAt'))
  return within(call, async work => json({ data: await rowsOf(ctxOf(work), data), page }))
}

const acting = (verb: 'submit' | 'cancel', action: typeof submitOrder | typeof cancelOrder): Route =>
  route({
    method: 'POST',
    path: `/partners/orders/{id}/${verb}`,
    operation: `partners.orders.${verb}`,
    summary: verb === 'submit' ? 'Submit a draft; from then on it no longer changes' : 'Cancel before it is reviewed',
    tag,
    access: 'session',
    errors: [404, 409],
    ...(verb === 'cancel' ? { body: cancelBody } : {}),
    replies: { 200: { description: 'The order as it is now', schema: shape.order } },
    run: call =>
      answering(call, async work => {
        await runAction(work, action, String(call.params.id), call.body ?? {})
        return json(await orderAnswer(work, call.params.id))
      }),
  })

export const orderRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/partners/orders',
    operation: 'partners.orders.list',
    summary: 'The orders of one’s own partner',
    tag,
    access: 'session',
    query: listQuery,
    replies: { 200: { description: 'One page', schema: shape.listOf(shape.orderRow) } },
    run: list,
  }),
  route({
    method: 'POST',
    path: '/partners/orders',
    operation: 'partners.orders.create',
    summary: 'Draw up an order; its prices come from the price list',
    tag,
    access: 'session',
    body: orderBody,
    replies: { 201: { description: 'The draft', schema: shape.order } },
    errors: [404, 409],
    run: call =>
      answering(call, async work => {
        const { id } = await draftOrder(work, bodyFor(work.actor, createRight, orderBody, call.body))
        return json(await orderAnswer(work, id), 201, { location: `/api/v1/partners/orders/${id}` })
      }),
  }),
  route({
    method: 'POST',
    path: '/partners/orders/price',
    operation: 'partners.orders.price',
    summary: 'What an order would cost; nothing is written',
    tag,
    access: 'session',
    body: priceBody,
    replies: {
      200: { description: 'The items with their prices', schema: shape.order.pick({ items: true, total: true }) },
    },
    errors: [404],
    run: call =>
      within(call, async work => {
        const { items, total } = await pricedFor(work, bodyFor(work.actor, createRight, priceBody, call.body))
        return json({ items: await itemsOf(ctxOf(work), items), total })
      }),
  }),
  route({
    method: 'GET',
    path: '/partners/orders/{id}',
    operation: 'partners.orders.get',
    summary: 'One order with its items and where it stands',
    tag,
    access: 'session',
    errors: [404],
    replies: { 200: { description: 'The order', schema: shape.order } },
    run: call => within(call, async work => json(await orderAnswer(work, call.params.id))),
  }),
  route({
    method: 'PUT',
    path: '/partners/orders/{id}',
    operation: 'partners.orders.replace',
    summary: 'Change a draft',
    tag,
    access: 'session',
    body: changeBody,
    errors: [404, 409],
    replies: { 200: { description: 'The order as it is now', schema: shape.order } },
    run: call =>
      answering(call, async work => {
        await changeOrder(work, String(call.params.id), bodyFor(work.actor, updateRight, changeBody, call.body))
        return json(await orderAnswer(work, call.params.id))
      }),
  }),
  acting('submit', submitOrder),
  acting('cancel', cancelOrder),
]
