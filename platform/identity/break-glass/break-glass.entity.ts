import { type AnyEntity, entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { member } from '../member/member.entity.ts'
import { role } from '../role/role.entity.ts'
import { site } from '../site/site.entity.ts'

/** A role for emergencies, opened by its holder with a reason and for a limited time. It stays on record. */
export const breakGlass = entity('identity.breakGlass', {
  path: 'break_glass',
  title: 'reason',
  icon: 'siren',
  fields: {
    member: field.ref((): AnyEntity => member),
    role: field.ref(role),
    site: field.ref(site).optional(),
    reason: field.text({ max: 500 }).search(),
    endsAt: field.instant(),
    endedAt: field.instant().optional(),
  },
  scopes: { own: 'member' },
  byActionsOnly: true,
  views: { all: { columns: ['member', 'role', 'reason', 'createdAt', 'endsAt', 'endedAt'], sort: '-createdAt' } },
})
