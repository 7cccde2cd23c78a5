import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { license } from '../license/license.entity.ts'

/**
 * A machine on which a licence is in use. Made by the machine itself; at most as many are active as the licence allows.
 * When it was last heard of changes without leaving a trace in its history.
 */
export const activation = entity('licensing.activation', {
  path: 'activations',
  title: 'hostname',
  icon: 'monitor-check',
  byActionsOnly: true,
  fields: {
    license: field.ref(license),
    hostname: field.text({ max: 200 }).search(),
    fingerprint: field.text({ max: 200 }).search(),
    marks: field.json().optional(),
    ip: field.text({ max: 45 }).optional(),
    platform: field.text({ max: 100 }).optional(),
    clusterId: field.text({ max: 100 }).optional().search(),
    cores: field.integer({ min: 1, max: 100_000 }).optional(),
    productVersion: field.text({ max: 40 }).optional(),
    activatedAt: field.instant(),
    lastHeartbeatAt: field.instant().optional(),
    releasedAt: field.instant().internal(),
  },
  states: { active: ['released'], released: [] },
  tones: { active: 'production', released: 'unstarted' },
  scopes: {
    own: 'license.salesRep.member',
    partner: 'license.partner.users.member',
    customer: 'license.customer.users.member',
  },
  views: {
    active: {
      columns: ['hostname', 'license', 'platform', 'productVersion', 'activatedAt', 'lastHeartbeatAt'],
      filter: { status: 'active' },
      sort: '-activatedAt',
    },
    all: {
      columns: ['hostname', 'license', 'platform', 'productVersion', 'activatedAt', 'status'],
      sort: '-activatedAt',
    },
  },
  indexes: [['activatedAt'], ['fingerprint']],
})
