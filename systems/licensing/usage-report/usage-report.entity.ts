import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { activation } from '../activation/activation.entity.ts'
import { license } from '../license/license.entity.ts'
import { installation } from './installation.entity.ts'

/** How much of one thing was in use at one moment. */
export const usageSample = entity('licensing.usageSample', {
  title: 'metric',
  fields: { metric: field.text({ max: 60 }), value: field.decimal({ scale: 0 }), at: field.instant() },
})

/**
 * What was used in a period, as it was told. A receipt of an installation is kept whole, so that it can be checked again;
 * what is noticed in its chain stands beside it.
 */
export const usageReport = entity('licensing.usageReport', {
  path: 'usage_reports',
  title: ['periodStart', 'periodEnd'],
  icon: 'receipt',
  byActionsOnly: true,
  fields: {
    license: field.ref(license),
    activation: field.ref(activation).optional(),
    installation: field.ref(installation).optional(),
    source: field.choice(['api', 'upload', 'manual']),
    periodStart: field.instant(),
    periodEnd: field.instant(),
    recordedAt: field.instant(),
    sequence: field.integer({ min: 1 }).optional(),
    samples: field.lines(usageSample, { max: 100 }),
    isVerified: field.boolean().internal(),
    finding: field
      .choice(['gap', 'fork', 'clockRolledBack', 'unreported', 'clockAhead', 'otherInstallation'])
      .internal(),
    prevHash: field.text({ max: 64 }).optional(),
    hash: field.text({ max: 64 }).optional(),
    signature: field.text({ max: 100 }).optional(),
    note: field.longText({ max: 1000 }).optional(),
  },
  scopes: {
    own: 'license.salesRep.member',
    partner: 'license.partner.users.member',
    customer: 'license.customer.users.member',
  },
  unique: [['license', 'hash']],
  views: {
    all: {
      columns: ['license', 'periodStart', 'periodEnd', 'source', 'sequence', 'isVerified', 'finding'],
      sort: '-periodEnd',
    },
    noticed: {
      columns: ['license', 'installation', 'sequence', 'finding', 'note', 'recordedAt'],
      filter: { 'finding.empty': 'false' },
      sort: '-createdAt',
    },
  },
  indexes: [['createdAt'], ['periodEnd'], ['finding'], ['installation', 'sequence']],
})
