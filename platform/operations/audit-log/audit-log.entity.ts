import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'

/** The log itself, as what a change of how long it is kept is a change of. It has no table and no address of its own. */
export const auditLog = entity('operations.auditLog', {
  title: 'months',
  fields: { months: field.integer({ min: 6, max: 1200 }).optional() },
})
