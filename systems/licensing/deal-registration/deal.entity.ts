import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { partner } from '../partner/partner.entity.ts'
import { partnerOrder } from '../partner-order/order.entity.ts'
import { product } from '../product/product.entity.ts'
import { guardDeal } from './deal.guard.ts'

/** A prospect that a partner was the first to tell us of. While it is protected, no other partner registers the same. */
export const dealRegistration = entity('licensing.dealRegistration', {
  path: 'deal_registrations',
  title: ['regNo', 'prospect'],
  icon: 'target',
  fields: {
    regNo: field.numberSeries('DEAL-{yyyy}-{0000}'),
    partner: field.ref(partner, { open: true }),
    prospect: field.text({ max: 200 }).search(),
    domain: field.text({ max: 253 }).search(),
    product: field.ref(product, { open: true }).optional(),
    amount: field.money({ min: 0 }).optional(),
    expectedOn: field.date().optional(),
    note: field.longText({ max: 4000 }).optional(),
    protectedUntil: field.date().internal(),
    reason: field.longText({ max: 1000 }).internal(),
    order: field.ref(partnerOrder).internal(),
  },
  states: {
    submitted: ['underReview', 'rejected', 'withdrawn'],
    underReview: ['approved', 'rejected', 'withdrawn'],
    approved: ['converted', 'expired'],
    converted: [],
    expired: [],
    rejected: [],
    withdrawn: [],
  },
  tones: {
    submitted: 'processing',
    underReview: 'processing',
    approved: 'production',
    converted: 'accepted',
    expired: 'risk',
    rejected: 'risk',
    withdrawn: 'unstarted',
  },
  lifecycle: ['submitted', 'underReview', 'approved', 'converted'],
  fixed: ['partner', 'prospect', 'domain'],
  sections: { deal: ['partner', 'prospect', 'domain', 'product'], expected: ['amount', 'expectedOn'] },
  guard: guardDeal,
  scopes: { own: 'partner.manager.member', partner: 'partner.users.member' },
  views: {
    inbox: {
      columns: ['regNo', 'partner', 'prospect', 'domain', 'amount', 'createdAt', 'status'],
      filter: { 'status.in': 'submitted,underReview' },
      sort: 'createdAt',
    },
    protected: {
      columns: ['regNo', 'partner', 'prospect', 'domain', 'amount', 'protectedUntil'],
      filter: { status: 'approved' },
      sort: 'protectedUntil',
    },
    mine: { columns: ['regNo', 'partner', 'prospect', 'amount', 'status'], scope: 'own', sort: '-createdAt' },
    all: {
      columns: ['regNo', 'partner', 'prospect', 'domain', 'amount', 'protectedUntil', 'status'],
      sort: '-createdAt',
    },
  },
  indexes: [['createdAt'], ['domain'], ['status', 'protectedUntil']],
})
