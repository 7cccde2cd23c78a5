import { member } from '@tenon/identity'
import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'

/** Someone of a company who may sign in: what systems show a company of itself, they show to these. */
export const companyUser = entity('directory.companyUser', {
  title: 'member',
  fields: { member: field.ref(member) },
})
