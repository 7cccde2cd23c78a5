import { action } from '@tenon/kernel/entity/action.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { buyerOf } from '../partner/speaker.ts'
import { calledOff } from './call-off.ts'
import { delivered } from './deliver.ts'
import { refuseLookers, refuseToOrder } from './may-order.ts'
import { partnerOrder } from './order.entity.ts'
import * as refuse from './order.refusals.ts'
import { priced, wishesOf } from './pricing.ts'
import { say } from './say.ts'
import { tellDecision, tellSubmitted } from './tell.ts'

const reason = field.text({ max: 1000 })

/** From here on the order no longer changes; its prices are those of this day. */
export const submitOrder = action(partnerOrder, 'submit', {
  from: ['draft'],
  to: 'submitted',
  event: 'submitted',
  async run({ ctx, record }) {
    const buyer = await buyerOf(ctx, record.partner)
    refuseToOrder(buyer)
    if (record.items.length === 0) throw refuse.emptyOrder()
    const today = await priced(ctx, buyer, wishesOf(record.items), record.total.currency)
    await tellSubmitted(ctx, record, buyer)
    return { ...today, submittedOn: ctx.today }
  },
})

export const reviewOrder = action(partnerOrder, 'review', {
  from: ['submitted'],
  to: 'underReview',
  event: 'reviewStarted',
  async run({ ctx, record }) {
    await tellDecision(ctx, record, 'review')
    return {}
  },
})

/** Everything that was ordered comes into being, or nothing does. */
export const confirmOrder = action(partnerOrder, 'confirm', {
  from: ['underReview'],
  to: 'confirmed',
  event: 'confirmed',
  async run({ ctx, record }) {
    const buyer = await buyerOf(ctx, record.partner)
    if (buyer.status !== 'active') throw refuse.partnerClosed({ partner: buyer.name })
    const items = await delivered(ctx, record, buyer)
    await tellDecision(ctx, record, 'confirmed')
    return { items, confirmedOn: ctx.today }
  },
})

export const rejectOrder = action(partnerOrder, 'reject', {
  from: ['submitted', 'underReview'],
  to: 'rejected',
  event: 'rejected',
  danger: true,
  input: { reason },
  async run({ ctx, record, input }) {
    await tellDecision(ctx, record, 'rejected', input.reason)
    return { reason: input.reason }
  },
})

/** The partner changes its mind before anybody has begun to look at it. */
export const cancelOrder = action(partnerOrder, 'cancel', {
  from: ['draft', 'submitted'],
  to: 'canceled',
  event: 'canceled',
  danger: true,
  input: { reason: reason.optional() },
  async run({ ctx, record, input }) {
    refuseLookers(await buyerOf(ctx, record.partner))
    return { reason: input.reason ?? null }
  },
})

/** A confirmed order is called off by us alone, and only while nothing of it is paid or at work. */
export const callOffOrder = action(partnerOrder, 'callOff', {
  from: ['confirmed'],
  to: 'canceled',
  event: 'calledOff',
  danger: true,
  input: { reason },
  async run({ ctx, record, input }) {
    await calledOff(ctx, record, input.reason)
    await tellDecision(ctx, record, 'calledOff', input.reason)
    return { reason: input.reason }
  },
})

/** Run when the last deployment of the order completes. */
export const fulfillOrder = action(partnerOrder, 'fulfill', {
  from: ['confirmed'],
  to: 'fulfilled',
  event: 'fulfilled',
  automatic: true,
  async run({ ctx, record }) {
    await tellDecision(ctx, record, 'fulfilled')
    return { fulfilledOn: ctx.today }
  },
})

export const closeOrder = action(partnerOrder, 'close', {
  from: ['fulfilled'],
  to: 'closed',
  event: 'closed',
  run: () => ({}),
})

export const commentOnOrder = action(partnerOrder, 'comment', {
  event: 'commented',
  input: {
    text: field.longText({ max: 4000 }),
    visibility: field.choice(['shared', 'internal']).default('shared'),
  },
  async run({ ctx, record, input }) {
    await say(ctx, record, input)
    return {}
  },
})
