import type { Buyer } from '../partner/speaker.ts'
import { mayNotOrder, partnerClosed } from './order.refusals.ts'
import { ordering } from './order.rules.ts'

/** Those of the partner who only look on. One of ours is none of them: the grants decide. */
export function refuseLookers({ role }: Pick<Buyer, 'role'>) {
  if (role !== null && !ordering.includes(role)) throw mayNotOrder()
}

/** Throws what keeps this person from ordering for the partner, or changing what was ordered. */
export function refuseToOrder(buyer: Pick<Buyer, 'role' | 'name' | 'status'>) {
  refuseLookers(buyer)
  if (buyer.status !== 'active') throw partnerClosed({ partner: buyer.name })
}
