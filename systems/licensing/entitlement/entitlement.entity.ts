import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'

/** Something a licence can open: a feature, a limit, a metered quantity, a setting. Programs know it by its code. */
export const entitlement = entity('licensing.entitlement', {
  path: 'entitlements',
  title: 'name',
  icon: 'badge-check',
  fields: {
    code: field.text({ max: 60 }).unique().search(),
    name: field.text({ max: 100 }).search(),
    kind: field.choice(['boolean', 'limit', 'metered', 'config']).default('boolean'),
    note: field.longText().optional(),
  },
  views: { all: { columns: ['name', 'code', 'kind', 'updatedAt'], sort: 'name' } },
  indexes: [['name']],
})

/** One thing a licence opens, from when to when; without days it holds as long as the licence. */
export const licenseEntitlement = entity('licensing.licenseEntitlement', {
  title: 'entitlement',
  fields: {
    entitlement: field.ref(entitlement),
    value: field.text({ max: 200 }).optional(),
    effectiveFrom: field.date().optional(),
    expiresOn: field.date().optional(),
  },
})
