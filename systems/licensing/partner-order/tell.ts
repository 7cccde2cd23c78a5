import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import type { Row } from '@tenon/kernel/entity/entity.ts'
import type { Buyer } from '../partner/speaker.ts'
import { tellKeeper, tellPartner } from '../partner/tell.ts'
import type { partnerOrder } from './order.entity.ts'

type Order = Pick<Row<typeof partnerOrder>, 'id' | 'partner' | 'orderNo'>

const linkTo = ({ id }: Order) => ({ collection: 'partner_orders', id })

export const tellSubmitted = (ctx: Ctx, order: Order, { name, manager }: Buyer) =>
  tellKeeper(ctx, manager, {
    kind: 'orderSubmitted',
    params: { partner: name, no: order.orderNo },
    link: linkTo(order),
  })

export const tellDecision = (
  ctx: Ctx,
  order: Order,
  wording: 'review' | 'confirmed' | 'rejected' | 'calledOff' | 'fulfilled',
  reason = '',
) =>
  tellPartner(ctx, order.partner, {
    kind: 'orderDecided',
    params: { case: wording, no: order.orderNo, reason },
    link: linkTo(order),
  })

/** What the partner says is for whoever looks after it; what we share, for the partner's people. */
export const tellComment = (ctx: Ctx, order: Order, { manager }: Buyer, byPartner: boolean) => {
  const news = { kind: 'orderCommented', params: { no: order.orderNo }, link: linkTo(order) } as const
  return byPartner ? tellKeeper(ctx, manager, news) : tellPartner(ctx, order.partner, news)
}
