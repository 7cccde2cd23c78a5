import { on } from '@tenon/kernel/outbox/reaction.ts'
import { recordPayment, refund } from '../purchase/purchase.actions.ts'
import { accrue, takeBackCommissions } from './accrue.ts'

export const commissionsFollow = [
  on(recordPayment, 'licensing.accrueCommission', ({ ctx, event }) => accrue(ctx, event.recordId)),
  on(refund, 'licensing.takeBackCommission', ({ ctx, event }) => takeBackCommissions(ctx, event.recordId)),
]
