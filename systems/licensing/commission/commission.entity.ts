import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import type { EntityRef } from '@tenon/kernel/fields/field.ts'
import { partner } from '../partner/partner.entity.ts'
import { purchase } from '../purchase/purchase.entity.ts'
import { salesRep } from '../sales-rep/sales-rep.entity.ts'
import { guardCommission } from './commission.guard.ts'
import { earners, kinds, tiers } from './commission.rules.ts'

/** What somebody earns of which purchases. The rate that names most of a case holds for it. */
export const commissionRate = entity('licensing.commissionRate', {
  path: 'commission_rates',
  title: ['earner', 'percent'],
  icon: 'percent',
  fields: {
    earner: field.choice(earners),
    kind: field.choice(kinds).optional(),
    tier: field.choice(tiers).optional(),
    percent: field.decimal({ scale: 2 }),
  },
  when: { tier: { earner: ['partner'] } },
  views: { all: { columns: ['earner', 'kind', 'tier', 'percent'], sort: ['earner', 'kind'] } },
})

/**
 * A share in a purchase, earned when it is paid. What was paid out is never changed: a refund then adds a row that takes
 * it back.
 */
export const commission = entity('licensing.commission', {
  path: 'commissions',
  title: 'no',
  icon: 'hand-coins',
  byActionsOnly: true,
  fields: {
    no: field.numberSeries('COM-{yyyy}-{0000}'),
    earner: field.choice(earners),
    salesRep: field.ref(salesRep).optional(),
    partner: field.ref(partner).optional(),
    purchase: field.ref(purchase),
    base: field.money(),
    rate: field.decimal({ scale: 2 }),
    amount: field.money(),
    accruedOn: field.date(),
    approvedOn: field.date().internal(),
    paidOn: field.date().internal(),
    paymentNo: field.text({ max: 60, scan: true }).internal(),
    reversedOn: field.date().internal(),
    reverses: field.ref((): EntityRef => commission).internal(),
    reason: field.text({ max: 500 }).internal(),
    /** What makes earning the same purchase twice impossible. */
    dedupeKey: field.text({ max: 120 }).unique(),
  },
  states: {
    accrued: ['approved', 'reversed'],
    approved: ['accrued', 'paid', 'reversed'],
    paid: [],
    reversed: [],
  },
  tones: { accrued: 'unstarted', approved: 'processing', paid: 'accepted', reversed: 'issue' },
  lifecycle: ['accrued', 'approved', 'paid'],
  guard: guardCommission,
  scopes: { own: 'salesRep.member', partner: 'partner.users.member' },
  sections: {
    share: ['earner', 'salesRep', 'partner', 'purchase', 'base', 'rate', 'amount'],
    payment: ['accruedOn', 'approvedOn', 'paidOn', 'paymentNo', 'reversedOn', 'reverses', 'reason'],
  },
  views: {
    open: {
      columns: ['no', 'earner', 'salesRep', 'partner', 'purchase', 'base', 'rate', 'amount', 'status'],
      filter: { 'status.in': 'accrued,approved' },
      sort: 'accruedOn',
    },
    mine: {
      columns: ['no', 'purchase', 'base', 'rate', 'amount', 'accruedOn', 'status'],
      scope: 'own',
      sort: '-accruedOn',
    },
    toPay: {
      columns: ['no', 'salesRep', 'partner', 'purchase', 'amount', 'approvedOn'],
      filter: { status: 'approved' },
      sort: 'approvedOn',
    },
    paid: {
      columns: ['no', 'salesRep', 'partner', 'purchase', 'amount', 'paidOn', 'paymentNo'],
      filter: { status: 'paid' },
      sort: '-paidOn',
    },
    all: {
      columns: ['no', 'earner', 'salesRep', 'partner', 'purchase', 'amount', 'accruedOn', 'status'],
      sort: '-accruedOn',
    },
  },
  indexes: [['createdAt'], ['accruedOn'], ['status', 'accruedOn']],
})
