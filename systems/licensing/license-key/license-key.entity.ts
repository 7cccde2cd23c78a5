import { action } from '@tenon/kernel/entity/action.ts'
import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { license } from '../license/license.entity.ts'

/**
 * What a customer types in to use a licence. It is shown once; here stands how it begins, who made it and when, and
 * whether it still counts.
 */
export const licenseKey = entity('licensing.licenseKey', {
  path: 'license_keys',
  title: 'prefix',
  icon: 'key-square',
  byActionsOnly: true,
  fields: { license: field.ref(license), prefix: field.text({ max: 20 }).search() },
  states: { active: ['replaced'], replaced: [] },
  tones: { active: 'production', replaced: 'unstarted' },
  scopes: {
    own: 'license.salesRep.member',
    partner: 'license.partner.users.member',
    customer: 'license.customer.users.member',
  },
  views: { all: { columns: ['prefix', 'license', 'status', 'createdAt'], sort: '-createdAt' } },
})

/** Another key has taken its place; done by whoever makes that one. */
export const replaceKey = action(licenseKey, 'replace', {
  from: ['active'],
  to: 'replaced',
  event: 'replaced',
  automatic: true,
  run: () => ({}),
})
