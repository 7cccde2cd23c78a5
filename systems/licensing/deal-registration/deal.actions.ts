import { action } from '@tenon/kernel/entity/action.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import type { Row } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { addDays } from '@tenon/kernel/fields/date/day.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { tellPartner } from '../partner/tell.ts'
import { partnerOrder } from '../partner-order/order.entity.ts'
import { dealRegistration } from './deal.entity.ts'

const otherPartner = refusal('DEAL_OF_OTHER_PARTNER', 422, {
  en: 'That order is not one of the partner who registered the deal.',
  zh: '该订单不属于报备此商机的合作伙伴。',
})
const pastProtection = refusal('DEAL_PROTECTED_IN_PAST', 422, {
  en: 'The protection must last until a day to come.',
  zh: '保护期截止日必须晚于今天。',
})

type Told = Pick<Row<typeof dealRegistration>, 'id' | 'partner' | 'prospect'>
const tellDecision = (ctx: Ctx, { id, partner, prospect }: Told, params: Readonly<Record<string, string>>) =>
  tellPartner(ctx, partner, {
    kind: 'dealDecided',
    params: { prospect, ...params },
    link: { collection: 'deal_registrations', id },
  })

const usualDays = 90
const reason = field.text({ max: 1000 })

export const reviewDeal = action(dealRegistration, 'review', {
  from: ['submitted'],
  to: 'underReview',
  event: 'reviewStarted',
  run: () => ({}),
})

export const approveDeal = action(dealRegistration, 'approve', {
  from: ['underReview'],
  to: 'approved',
  event: 'approved',
  input: { protectedUntil: field.date().optional() },
  async run({ ctx, record, input }) {
    const protectedUntil = input.protectedUntil ?? addDays(ctx.today, usualDays)
    if (protectedUntil <= ctx.today) throw pastProtection()
    await tellDecision(ctx, record, { case: 'approved', until: protectedUntil })
    return { protectedUntil }
  },
})

export const rejectDeal = action(dealRegistration, 'reject', {
  from: ['submitted', 'underReview'],
  to: 'rejected',
  event: 'rejected',
  danger: true,
  input: { reason },
  async run({ ctx, record, input }) {
    await tellDecision(ctx, record, { case: 'rejected', reason: input.reason })
    return { reason: input.reason }
  },
})

export const withdrawDeal = action(dealRegistration, 'withdraw', {
  from: ['submitted', 'underReview'],
  to: 'withdrawn',
  event: 'withdrawn',
  run: () => ({}),
})

/** The deal was won: an order of this partner came of it. */
export const convertDeal = action(dealRegistration, 'convert', {
  from: ['approved'],
  to: 'converted',
  event: 'converted',
  input: { order: field.ref(partnerOrder).optional() },
  async run({ ctx, record, input }) {
    if (!input.order) return {}
    const { partner } = await ctx.get(partnerOrder, input.order)
    if (partner !== record.partner) throw otherPartner()
    return { order: input.order }
  },
})

export const expireDeal = action(dealRegistration, 'expire', {
  from: ['approved'],
  to: 'expired',
  event: 'expired',
  automatic: true,
  async run({ ctx, record }) {
    await tellDecision(ctx, record, { case: 'expired' })
    return {}
  },
})
