import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { purchase } from '../purchase/purchase.entity.ts'
import { license } from './license.entity.ts'

/**
 * What a licence entitled to, from when to when, and the purchase that stands behind it. A renewal or expansion adds a
 * term and never changes one; on any day the latest term that covers it holds.
 */
export const licenseTerm = entity('licensing.licenseTerm', {
  path: 'license_terms',
  title: ['from', 'to'],
  icon: 'calendar-range',
  appendOnly: true,
  byActionsOnly: true,
  fields: {
    license: field.ref(license),
    seq: field.integer({ min: 1 }),
    from: field.date(),
    to: field.date().optional(),
    authorizedUsers: field.integer({ min: 1 }),
    authorizedWorkspaces: field.integer({ min: 1 }),
    purchase: field.ref(purchase).optional(),
  },
  scopes: {
    own: 'license.salesRep.member',
    partner: 'license.partner.users.member',
    customer: 'license.customer.users.member',
  },
  unique: [['license', 'seq']],
  views: {
    all: {
      columns: ['license', 'seq', 'from', 'to', 'authorizedUsers', 'authorizedWorkspaces', 'purchase'],
      sort: '-createdAt',
    },
  },
  indexes: [['createdAt']],
})
