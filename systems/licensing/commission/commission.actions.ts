import { action } from '@tenon/kernel/entity/action.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { commission } from './commission.entity.ts'

export const approve = action(commission, 'approve', {
  from: ['accrued'],
  to: 'approved',
  event: 'approved',
  run: ({ ctx }) => ({ approvedOn: ctx.today }),
})

export const withdrawApproval = action(commission, 'withdrawApproval', {
  from: ['approved'],
  to: 'accrued',
  event: 'approvalWithdrawn',
  run: () => ({ approvedOn: null }),
})

/** Paid out; from then on the row stands as it is. */
export const pay = action(commission, 'pay', {
  from: ['approved'],
  to: 'paid',
  event: 'paid',
  danger: true,
  input: { paidOn: field.date().optional(), paymentNo: field.text({ max: 60 }).optional() },
  run: ({ ctx, input }) => ({ paidOn: input.paidOn ?? ctx.today, paymentNo: input.paymentNo ?? null }),
})

/** Nothing of it was paid out yet, so nothing needs to be taken back. */
export const reverse = action(commission, 'reverse', {
  from: ['accrued', 'approved'],
  to: 'reversed',
  event: 'reversed',
  danger: true,
  input: { reason: field.text({ max: 500 }) },
  run: ({ ctx, input }) => ({ reversedOn: ctx.today, reason: input.reason }),
})
