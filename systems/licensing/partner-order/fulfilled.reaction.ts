import { sql } from '@tenon/kernel/data/sql.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import { on } from '@tenon/kernel/outbox/reaction.ts'
import { complete } from '../deployment/deployment.actions.ts'
import { confirmOrder, fulfillOrder } from './order.actions.ts'
import { partnerOrder } from './order.entity.ts'

/** An order waits for the deployments it brought about; a cancelled one is not waited for. */
async function fulfilWhenDone(ctx: Ctx, orderId: string): Promise<void> {
  const order = await ctx.get(partnerOrder, orderId)
  if (order.status !== 'confirmed') return
  const [open] = await ctx.query<{ count: number }>(sql`select count(*) as count from licensing.order_item i
    join licensing.deployment d on d.tenant_id = i.tenant_id and d.id = i.deployment
    where i.tenant_id = ${ctx.tenant.id} and i.parent_id = ${orderId}::uuid and d.deleted_at is null
      and d.status not in ('completed', 'cancelled')`)
  if (open?.count === 0) await ctx.run(fulfillOrder, orderId, {})
}

export const fulfilOrders = [
  on(complete, 'licensing.fulfilOrder', async ({ ctx, event }) => {
    const orders = await ctx.query<{ id: string }>(sql`select parent_id as id from licensing.order_item
      where tenant_id = ${ctx.tenant.id} and deployment = ${event.recordId}::uuid`)
    for (const { id } of orders) await fulfilWhenDone(ctx, id)
  }),
  // An order of renewals alone has nothing to be deployed.
  on(confirmOrder, 'licensing.fulfilRenewals', ({ ctx, event }) => fulfilWhenDone(ctx, event.recordId)),
]
