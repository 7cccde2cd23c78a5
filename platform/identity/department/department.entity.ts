import { type AnyEntity, entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { role } from '../role/role.entity.ts'
import { site } from '../site/site.entity.ts'
import { guardDepartment } from './department.guard.ts'

/** A role that everyone in the department has for as long as they are in it. */
export const departmentRole = entity('identity.departmentRole', {
  title: 'role',
  fields: { role: field.ref(role) },
})

/** A part of the organisation, in a tree; who belongs to it is told by its members. */
export const department = entity('identity.department', {
  path: 'departments',
  title: 'name',
  icon: 'network',
  tree: 'parent',
  fields: {
    name: field.text({ max: 100 }).search(),
    code: field.text({ max: 40 }).optional().unique().search(),
    parent: field.ref((): AnyEntity => department).optional(),
    rank: field.integer().default(0),
    site: field.ref(site).optional(),
    roles: field.lines(departmentRole),
  },
  scopes: { department: 'id', site: 'site' },
  views: { all: { columns: ['name', 'code', 'parent', 'site'], sort: 'name' } },
  guard: guardDepartment,
})
