import { action } from '@tenon/kernel/entity/action.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { license } from '../license/license.entity.ts'
import { tellPayment } from '../license/payment.ts'
import { purchase } from './purchase.entity.ts'

export const place = action(purchase, 'place', {
  from: ['draft'],
  to: 'pending',
  event: 'placed',
  run: () => ({}),
})

export const recordPayment = action(purchase, 'recordPayment', {
  from: ['pending'],
  to: 'paid',
  event: 'paid',
  input: { paidOn: field.date().optional() },
  async run({ ctx, record, input }) {
    await tellPayment(ctx, record, true)
    const { salesRep, partner } = await ctx.get(license, record.license)
    return { paidOn: input.paidOn ?? ctx.today, salesRep, partner }
  },
})

export const cancelPurchase = action(purchase, 'cancel', {
  from: ['pending'],
  to: 'cancelled',
  event: 'cancelled',
  danger: true,
  input: { reason: field.text({ max: 500 }) },
  run: () => ({}),
})

export const refund = action(purchase, 'refund', {
  from: ['paid'],
  to: 'refunded',
  event: 'refunded',
  danger: true,
  input: { reason: field.text({ max: 500 }) },
  async run({ ctx, record }) {
    await tellPayment(ctx, record, false)
    return {}
  },
})
