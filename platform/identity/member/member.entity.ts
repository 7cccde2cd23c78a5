import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { role } from '../role/role.entity.ts'
import { site } from '../site/site.entity.ts'
import { guardMember } from './member.guard.ts'

/** A role held at one site, or everywhere when no site is named. */
export const memberRole = entity('identity.memberRole', {
  title: 'role',
  fields: { site: field.ref(site).optional(), role: field.ref(role) },
})

/** A person in this organisation. How that person signs in is kept outside it: one account may belong to several. */
export const member = entity('identity.member', {
  path: 'members',
  title: 'name',
  icon: 'user-round',
  fields: {
    name: field.text({ max: 100 }).search(),
    email: field.email().unique().search(),
    phone: field.phone().optional(),
    userId: field.text({ max: 36 }).internal(),
    roles: field.lines(memberRole),
  },
  states: { active: ['suspended'], suspended: ['active'] },
  tones: { active: 'production', suspended: 'risk' },
  scopes: { own: 'id', site: 'roles.site' },
  views: {
    all: { columns: ['name', 'email', 'phone', 'status'], sort: 'name' },
    suspended: { columns: ['name', 'email', 'updatedAt'], filter: { status: 'suspended' }, sort: 'name' },
  },
  guard: guardMember,
})
