import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import type { Row } from '@tenon/kernel/entity/entity.ts'
import { buyerOf } from '../partner/speaker.ts'
import { orderComment } from './comment.entity.ts'
import type { partnerOrder } from './order.entity.ts'

interface Words {
  readonly text: string
  readonly visibility?: 'shared' | 'internal' | undefined
}

/** Says something about an order. What the partner's own people say is shared: among ourselves means without them. */
export async function say(
  ctx: Ctx,
  { id, partner }: Pick<Row<typeof partnerOrder>, 'id' | 'partner'>,
  { text, visibility = 'shared' }: Words,
): Promise<Row<typeof orderComment>> {
  const byPartner = (await buyerOf(ctx, partner)).role !== null
  const shared = byPartner || visibility === 'shared'
  return ctx.create(orderComment, {
    order: id,
    visibility: shared ? 'shared' : 'internal',
    text,
    authorName: ctx.actor.name,
    byPartner,
    sharedWith: shared ? partner : null,
  })
}
