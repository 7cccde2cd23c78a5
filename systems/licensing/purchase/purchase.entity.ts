import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { license } from '../license/license.entity.ts'
import { partner } from '../partner/partner.entity.ts'
import { salesRep } from '../sales-rep/sales-rep.entity.ts'
import { guardPurchase } from './purchase.guard.ts'

/** What a customer bought for a licence. Its numbers have no gaps, because the books may ask for every one of them. */
export const purchase = entity('licensing.purchase', {
  path: 'purchases',
  title: 'no',
  icon: 'receipt-text',
  fields: {
    no: field.numberSeries('PUR-{yyyy}-{0000}', { gapless: true }),
    license: field.ref(license),
    kind: field.choice(['new', 'renewal', 'upgrade', 'expansion', 'trueUp']),
    orderedOn: field.date(),
    amount: field.money({ min: 0 }),
    orderNo: field.text({ max: 60, scan: true }).optional().search(),
    contractNo: field.text({ max: 60, scan: true }).optional().search(),
    users: field.integer({ min: 0 }).optional(),
    workspaces: field.integer({ min: 0 }).optional(),
    previousEndsOn: field.date().optional(),
    newEndsOn: field.date().optional(),
    paidOn: field.date().internal(),
    /** Whose sale it was on the day it was paid: a licence may change hands later. */
    salesRep: field.ref(salesRep).internal(),
    partner: field.ref(partner).internal(),
    note: field.longText().optional(),
  },
  states: {
    draft: ['pending'],
    pending: ['paid', 'cancelled'],
    paid: ['refunded'],
    refunded: [],
    cancelled: [],
  },
  tones: { draft: 'unstarted', pending: 'processing', paid: 'accepted', refunded: 'issue', cancelled: 'unstarted' },
  lifecycle: ['draft', 'pending', 'paid'],
  fixed: ['license', 'kind', 'orderedOn', 'amount', 'users', 'workspaces', 'previousEndsOn', 'newEndsOn'],
  sections: {
    order: ['license', 'kind', 'orderedOn', 'amount', 'orderNo', 'contractNo'],
    bought: ['users', 'workspaces', 'previousEndsOn', 'newEndsOn'],
  },
  when: { previousEndsOn: { kind: ['renewal'] }, newEndsOn: { kind: ['new', 'renewal'] } },
  follows: {
    previousEndsOn: 'license.endsOn',
    users: 'license.authorizedUsers',
    workspaces: 'license.authorizedWorkspaces',
  },
  guard: guardPurchase,
  scopes: { own: 'license.salesRep.member', partner: 'license.partner.users.member' },
  views: {
    all: { columns: ['no', 'license', 'kind', 'orderedOn', 'amount', 'status', 'orderNo'], sort: '-createdAt' },
    mine: { columns: ['no', 'license', 'kind', 'orderedOn', 'amount', 'status'], scope: 'own', sort: '-orderedOn' },
    unpaid: {
      columns: ['no', 'license', 'kind', 'orderedOn', 'amount', 'orderNo'],
      filter: { status: 'pending' },
      sort: 'orderedOn',
    },
    renewals: {
      columns: ['no', 'license', 'previousEndsOn', 'newEndsOn', 'amount', 'status'],
      filter: { kind: 'renewal' },
      sort: '-orderedOn',
    },
  },
  indexes: [['createdAt'], ['orderedOn'], ['status', 'orderedOn'], ['kind', 'orderedOn'], ['kind', 'previousEndsOn']],
})
