import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { guardRole } from './role.guard.ts'

/** One right of a role. `fields` names fields separated by commas; empty means all. */
export const roleGrant = entity('identity.roleGrant', {
  title: 'permission',
  fields: {
    permission: field.text({ max: 150 }),
    scope: field.text({ max: 40 }).default('tenant'),
    fields: field.text({ max: 2000 }).optional(),
  },
})

/** A set of rights under a name. Those that systems bring are copied here, so that an organisation can make them its own. */
export const role = entity('identity.role', {
  path: 'roles',
  title: ['name', 'nameZh'],
  icon: 'shield',
  fields: {
    key: field.text({ max: 60 }).unique().search(),
    name: field.text({ max: 100 }).search(),
    nameZh: field.text({ max: 100 }).optional().search(),
    system: field.text({ max: 60 }).internal(),
    builtIn: field.boolean().internal(),
    grants: field.lines(roleGrant),
  },
  views: { all: { columns: ['name', 'nameZh', 'key', 'system', 'builtIn'], sort: 'name' } },
  guard: guardRole,
})
