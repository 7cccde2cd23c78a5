import { action } from '@tenon/kernel/entity/action.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { department } from '../department/department.entity.ts'
import { role } from '../role/role.entity.ts'
import { site } from '../site/site.entity.ts'
import { member } from './member.entity.ts'

/**
 * One assignment more or less, leaving the others as they are: what many members can be given at once, where writing the
 * whole list of each would undo what others have just assigned. Giving twice gives once.
 */

const atSite = { role: field.ref(role), site: field.ref(site).optional() }

export const assignRole = action(member, 'assignRole', {
  event: 'roleAssigned',
  input: { ...atSite, startsAt: field.instant().optional(), endsAt: field.instant().optional() },
  run({ record, input }) {
    const { role, site = null, startsAt = null, endsAt = null } = input
    const same = record.roles.some(
      held => held.role === role && held.site === site && held.startsAt === startsAt && held.endsAt === endsAt,
    )
    return same ? {} : { roles: [...record.roles, { role, site, startsAt, endsAt }] }
  },
})

export const withdrawRole = action(member, 'withdrawRole', {
  event: 'roleWithdrawn',
  danger: true,
  input: atSite,
  run: ({ record, input: { role, site = null } }) => ({
    roles: record.roles.filter(held => held.role !== role || (held.site ?? null) !== site),
  }),
})

export const assignDepartment = action(member, 'assignDepartment', {
  event: 'departmentAssigned',
  input: { department: field.ref(department), isMain: field.boolean().default(false) },
  run({ record, input }) {
    const others = record.departments.filter(held => held.department !== input.department)
    const known = record.departments.find(held => held.department === input.department)
    const isMain = input.isMain || known?.isMain || others.length === 0
    const rest = isMain ? others.map(held => ({ ...held, isMain: false })) : others
    return { departments: [...rest, { ...known, department: input.department, isMain }] }
  },
})

export const withdrawDepartment = action(member, 'withdrawDepartment', {
  event: 'departmentWithdrawn',
  danger: true,
  input: { department: field.ref(department) },
  run: ({ record, input }) => ({
    departments: record.departments.filter(held => held.department !== input.department),
  }),
})
