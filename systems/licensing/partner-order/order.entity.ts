import { company } from '@tenon/directory'
import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { deployment } from '../deployment/deployment.entity.ts'
import { license } from '../license/license.entity.ts'
import { editions } from '../license/license.rules.ts'
import { partner } from '../partner/partner.entity.ts'
import { policy } from '../policy/policy.entity.ts'
import { product } from '../product/product.entity.ts'
import { purchase } from '../purchase/purchase.entity.ts'

/** What is ordered for one end customer: a new licence, or the renewal of one. Its price is taken from the price list. */
export const orderItem = entity('licensing.orderItem', {
  title: 'endCustomer',
  fields: {
    kind: field.choice(['new', 'renewal']).default('new'),
    product: field.ref(product, { open: true }),
    policy: field.ref(policy, { open: true }).optional(),
    edition: field.choice(editions).default('team'),
    quantity: field.integer({ min: 1, max: 10_000_000 }),
    termMonths: field.integer({ min: 1, max: 60 }).optional(),
    unitPrice: field.money({ min: 0 }),
    discountPercent: field.decimal({ scale: 2 }).default('0.00'),
    subtotal: field.money({ min: 0 }),
    endCustomer: field.text({ max: 200 }),
    customer: field.ref(company).optional(),
    renews: field.ref(license).optional(),
    license: field.ref(license).optional(),
    purchase: field.ref(purchase).optional(),
    deployment: field.ref(deployment).optional(),
  },
})

/**
 * What a partner orders for its customers. Nobody types its prices and totals, so it is written by its own addresses and
 * actions alone. Confirmed, it becomes purchases, licences and deployments.
 */
export const partnerOrder = entity('licensing.partnerOrder', {
  path: 'partner_orders',
  title: 'orderNo',
  icon: 'shopping-cart',
  byActionsOnly: true,
  fields: {
    orderNo: field.numberSeries('ORD-{yyyy}-{0000}'),
    partner: field.ref(partner, { open: true }),
    poNo: field.text({ max: 60, scan: true }).optional().search(),
    total: field.money({ min: 0 }),
    endCustomers: field.longText({ max: 20_000 }).internal().search(),
    note: field.longText({ max: 4000 }).optional(),
    items: field.lines(orderItem, { max: 100 }),
    submittedOn: field.date().internal(),
    confirmedOn: field.date().internal(),
    fulfilledOn: field.date().internal(),
    reason: field.longText({ max: 1000 }).internal(),
  },
  states: {
    draft: ['submitted', 'canceled'],
    submitted: ['underReview', 'rejected', 'canceled'],
    underReview: ['confirmed', 'rejected'],
    confirmed: ['fulfilled', 'canceled'],
    fulfilled: ['closed'],
    closed: [],
    rejected: [],
    canceled: [],
  },
  tones: {
    draft: 'unstarted',
    submitted: 'processing',
    underReview: 'processing',
    confirmed: 'production',
    fulfilled: 'accepted',
    closed: 'accepted',
    rejected: 'risk',
    canceled: 'unstarted',
  },
  lifecycle: ['draft', 'submitted', 'underReview', 'confirmed', 'fulfilled', 'closed'],
  sections: { order: ['partner', 'poNo', 'total'], items: ['items'] },
  scopes: { own: 'partner.manager.member', partner: 'partner.users.member' },
  opens: 'inbox',
  views: {
    inbox: {
      columns: ['orderNo', 'partner', 'poNo', 'endCustomers', 'total', 'submittedOn', 'status'],
      filter: { 'status.in': 'submitted,underReview' },
      sort: 'submittedOn',
    },
    confirmed: {
      columns: ['orderNo', 'partner', 'endCustomers', 'total', 'confirmedOn'],
      filter: { status: 'confirmed' },
      sort: 'confirmedOn',
    },
    mine: {
      columns: ['orderNo', 'partner', 'total', 'submittedOn', 'status'],
      scope: 'own',
      sort: '-createdAt',
    },
    all: {
      columns: ['orderNo', 'partner', 'poNo', 'endCustomers', 'total', 'status', 'createdAt'],
      sort: '-createdAt',
    },
  },
  indexes: [['createdAt'], ['status', 'createdAt'], ['submittedOn']],
})
