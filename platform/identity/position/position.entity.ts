import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { department } from '../department/department.entity.ts'
import { role } from '../role/role.entity.ts'
import { guardPosition } from './position.guard.ts'

/** A role that whoever holds the position has for as long as they hold it. */
export const positionRole = entity('identity.positionRole', {
  title: 'role',
  fields: { role: field.ref(role) },
})

/** A post in a department: it stays when its holder leaves, and so do the rights that go with it. */
export const position = entity('identity.position', {
  path: 'positions',
  title: 'name',
  icon: 'briefcase',
  fields: {
    name: field.text({ max: 100 }).search(),
    code: field.text({ max: 40 }).optional().unique().search(),
    department: field.ref(department),
    headcount: field.integer({ min: 0, max: 100_000 }).default(1),
    roles: field.lines(positionRole),
  },
  scopes: { department: 'department', site: 'department.site' },
  views: { all: { columns: ['name', 'code', 'department', 'headcount'], sort: 'name' } },
  guard: guardPosition,
})
