import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import type { Row } from '@tenon/kernel/entity/entity.ts'
import { buyerOf } from '../partner/speaker.ts'
import { orderComment } from './comment.entity.ts'
import type { partnerOrder } from './order.entity.ts'
import { tellComment } from './tell.ts'

interface Words {
  readonly text: string
  readonly visibility?: 'shared' | 'internal' | undefined
}

/** Says something about an order. What the partner's own people say is shared: among ourselves means without them. */
export async function say(
  ctx: Ctx,
  order: Pick<Row<typeof partnerOrder>, 'id' | 'partner' | 'orderNo'>,
  { text, visibility = 'shared' }: Words,
): Promise<Row<typeof orderComment>> {
  const { id, partner } = order
  const buyer = await buyerOf(ctx, partner)
  const byPartner = buyer.role !== null
  const shared = byPartner || visibility === 'shared'
  if (shared) await tellComment(ctx, order, buyer, byPartner)
  return ctx.create(orderComment, {
    order: id,
    visibility: shared ? 'shared' : 'internal',
    text,
    authorName: ctx.actor.name,
    byPartner,
    sharedWith: shared ? partner : null,
  })
}
