import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import type { Row } from '@tenon/kernel/entity/entity.ts'
import { cancelDeployment } from '../deployment/deployment.actions.ts'
import { deployment } from '../deployment/deployment.entity.ts'
import { suspend } from '../license/license.actions.ts'
import { license } from '../license/license.entity.ts'
import { cancelPurchase } from '../purchase/purchase.actions.ts'
import { purchase } from '../purchase/purchase.entity.ts'
import type { partnerOrder } from './order.entity.ts'
import { alreadyDelivered } from './order.refusals.ts'

type Order = Row<typeof partnerOrder>

/**
 * Takes back what a confirmed order brought about. The licences are suspended: ending them for good takes two people. A
 * renewal has already prolonged a licence at work, so it cannot be taken back.
 */
export async function calledOff(ctx: Ctx, { items }: Order, reason: string): Promise<void> {
  for (const item of items) {
    const licence = await ctx.get(license, item.license as string)
    const bought = await ctx.get(purchase, item.purchase as string)
    if (item.kind === 'renewal' || licence.status !== 'issued' || bought.status !== 'pending')
      throw alreadyDelivered({ license: licence.code })
    const planned = await ctx.get(deployment, item.deployment as string)
    if (planned.status === 'planned') await ctx.run(cancelDeployment, planned.id, { reason })
    else if (planned.status !== 'cancelled') throw alreadyDelivered({ license: licence.code })
    await ctx.run(cancelPurchase, bought.id, { reason: reason.slice(0, 500) })
    await ctx.run(suspend, licence.id, { reason })
  }
}
