import { company } from '@tenon/directory'
import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { license } from '../license/license.entity.ts'
import { editions } from '../license/license.rules.ts'
import { partner } from '../partner/partner.entity.ts'
import { product } from '../product/product.entity.ts'
import { purchase } from '../purchase/purchase.entity.ts'
import { salesRep } from '../sales-rep/sales-rep.entity.ts'

/**
 * A stretch of days during which a licence brings a yearly amount, because somebody paid for those days. What recurs on
 * a day is the sum of the stretches that cover it, so every revenue figure is the sum of a list. Kept from terms and
 * purchases by `revenue.ts`, with what the figures are told apart by as it was when the stretch began.
 */
export const revenuePeriod = entity('licensing.revenuePeriod', {
  path: 'revenue_periods',
  title: ['from', 'to'],
  icon: 'chart-no-axes-combined',
  byActionsOnly: true,
  derived: true,
  fields: {
    license: field.ref(license),
    purchase: field.ref(purchase).optional(),
    from: field.date(),
    to: field.date(),
    annual: field.money(),
    since: field.date(),
    origin: field.ref(license),
    customer: field.ref(company).optional(),
    product: field.ref(product).optional(),
    edition: field.choice(editions),
    region: field.text({ max: 100 }).optional(),
    partner: field.ref(partner).optional(),
    salesRep: field.ref(salesRep).optional(),
  },
  scopes: { own: 'license.salesRep.member' },
  views: {
    current: {
      columns: ['license', 'customer', 'from', 'to', 'annual', 'edition', 'product', 'region', 'partner'],
      filter: { 'from.lte': '@today', 'to.gte': '@today' },
      sort: 'to',
    },
    all: { columns: ['license', 'customer', 'from', 'to', 'annual', 'since', 'edition', 'region'], sort: '-from' },
  },
  indexes: [['to', 'from']],
})
