import { member } from '@tenon/identity'
import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import type { EntityRef } from '@tenon/kernel/fields/field.ts'
import { company } from './company.entity.ts'

/** Someone of a company who may sign in: what systems show a company of itself, they show to these. */
export const companyUser = entity('directory.companyUser', {
  path: 'company_users',
  title: 'member',
  icon: 'contact-round',
  fields: {
    company: field.ref((): EntityRef => company),
    member: field.ref(member, { open: true }),
  },
  unique: [['company', 'member']],
  views: { all: { columns: ['member', 'company', 'createdAt'], sort: '-createdAt' } },
  indexes: [['createdAt'], ['member']],
})
