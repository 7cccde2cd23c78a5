import { type AnyEntity, entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { guardRole } from './role.guard.ts'

/**
 * One right of a role, or with `mute` one that nobody has who holds the role, whatever other roles give. `fields` and
 * `masked` name fields separated by commas: those it covers (empty: all) and those it shows only masked.
 */
export const roleGrant = entity('identity.roleGrant', {
  title: 'permission',
  fields: {
    permission: field.text({ max: 150 }),
    effect: field.choice(['allow', 'mute']).default('allow'),
    scope: field.text({ max: 40 }).default('tenant'),
    /** The departments or sites that the scopes `departments` and `sites` mean, as a list of ids. */
    among: field.json().optional(),
    /** The rows that the scope `filter` means: a list of `{field, operator, text}`. */
    filter: field.json().optional(),
    fields: field.text({ max: 2000 }).optional(),
    masked: field.text({ max: 2000 }).optional(),
  },
})

/** A permission group whose rights the role has too. */
export const roleInclude = entity('identity.roleInclude', {
  title: 'role',
  fields: { role: field.ref((): AnyEntity => role) },
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
    description: field.longText().optional(),
    /** A group is a set of rights that roles include; nobody holds it by itself. */
    kind: field.choice(['role', 'group']).default('role'),
    system: field.text({ max: 60 }).internal(),
    builtIn: field.boolean().internal(),
    includes: field.lines(roleInclude, { max: 50 }),
    grants: field.lines(roleGrant, { max: 2000 }),
  },
  views: { all: { columns: ['name', 'nameZh', 'key', 'system', 'builtIn'], sort: 'name' } },
  guard: guardRole,
})
