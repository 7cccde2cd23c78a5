import type { Tone } from '@tenon/kernel/entity/entity.ts'

export type OrderStatus =
  | 'draft'
  | 'submitted'
  | 'underReview'
  | 'confirmed'
  | 'fulfilled'
  | 'closed'
  | 'rejected'
  | 'canceled'

/** One of the six shapes for each state, as everywhere in the product. */
export const orderTones: Readonly<Record<OrderStatus, Tone>> = {
  draft: 'unstarted',
  submitted: 'processing',
  underReview: 'processing',
  confirmed: 'production',
  fulfilled: 'accepted',
  closed: 'accepted',
  rejected: 'risk',
  canceled: 'unstarted',
}
/** The untroubled way of an order. */
export const orderSteps = ['draft', 'submitted', 'underReview', 'confirmed', 'fulfilled', 'closed'] as const

/** What the tabs of the order list stand for. */
export const orderGroups = {
  drafts: ['draft'],
  inReview: ['submitted', 'underReview'],
  confirmed: ['confirmed'],
  done: ['fulfilled', 'closed'],
  ended: ['rejected', 'canceled'],
} as const satisfies Record<string, readonly OrderStatus[]>
export type OrderGroup = keyof typeof orderGroups

export const licenseTones: Readonly<Record<string, Tone>> = {
  draft: 'unstarted',
  issued: 'processing',
  deployed: 'production',
  inUse: 'accepted',
  grace: 'issue',
  expired: 'risk',
  suspended: 'issue',
  superseded: 'unstarted',
  terminated: 'unstarted',
}
/** Where another term is what its holder needs. */
export const renewable = ['issued', 'deployed', 'inUse', 'grace', 'expired'] as const

export const dealTones: Readonly<Record<string, Tone>> = {
  submitted: 'processing',
  underReview: 'processing',
  approved: 'production',
  converted: 'accepted',
  expired: 'unstarted',
  rejected: 'risk',
  withdrawn: 'unstarted',
}
/** How an end in sight looks: nothing to do, soon, now. */
export function endTone(daysLeft: number | null): Tone | undefined {
  if (daysLeft === null || daysLeft > 90) return undefined
  return daysLeft > 30 ? 'issue' : 'risk'
}
