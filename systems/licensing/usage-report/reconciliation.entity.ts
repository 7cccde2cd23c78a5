import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { license } from '../license/license.entity.ts'
import { licenseTerm } from '../license/term.entity.ts'
import { purchase } from '../purchase/purchase.entity.ts'

/**
 * What was paid for in a term and what ran in it: the most that was in use on any one day, over all installations. What
 * goes beyond is drafted once as a true-up purchase, and again only for what later goes beyond that.
 */
export const reconciliation = entity('licensing.reconciliation', {
  path: 'usage_reconciliations',
  title: ['from', 'to'],
  icon: 'scale',
  byActionsOnly: true,
  fields: {
    license: field.ref(license),
    term: field.ref(licenseTerm),
    from: field.date(),
    to: field.date().optional(),
    paidUsers: field.integer({ min: 0 }),
    ranUsers: field.integer({ min: 0 }).optional(),
    usersPeakOn: field.date().optional(),
    excessUsers: field.integer({ min: 0 }),
    paidWorkspaces: field.integer({ min: 0 }),
    ranWorkspaces: field.integer({ min: 0 }).optional(),
    workspacesPeakOn: field.date().optional(),
    excessWorkspaces: field.integer({ min: 0 }),
    isExceeded: field.boolean(),
    trueUp: field.ref(purchase).internal(),
    draftedUsers: field.integer({ min: 0 }).internal(),
    draftedWorkspaces: field.integer({ min: 0 }).internal(),
    billedUsers: field.integer({ min: 0 }).internal(),
    billedWorkspaces: field.integer({ min: 0 }).internal(),
  },
  scopes: {
    own: 'license.salesRep.member',
    partner: 'license.partner.users.member',
    customer: 'license.customer.users.member',
  },
  meters: { ranUsers: 'paidUsers', ranWorkspaces: 'paidWorkspaces' },
  unique: [['license', 'term']],
  views: {
    exceeded: {
      columns: ['license', 'from', 'to', 'paidUsers', 'ranUsers', 'excessUsers', 'excessWorkspaces', 'trueUp'],
      filter: { isExceeded: 'true' },
      sort: '-from',
    },
    all: {
      columns: ['license', 'from', 'to', 'paidUsers', 'ranUsers', 'paidWorkspaces', 'ranWorkspaces', 'trueUp'],
      sort: '-from',
    },
  },
  indexes: [['createdAt'], ['from']],
})
