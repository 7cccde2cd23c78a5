import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { department } from '../department/department.entity.ts'
import { position } from '../position/position.entity.ts'
import { role } from '../role/role.entity.ts'
import { site } from '../site/site.entity.ts'
import { guardMember } from './member.guard.ts'

/** A role held at one site, or everywhere when no site is named; from and until an instant, or for good. */
export const memberRole = entity('identity.memberRole', {
  title: 'role',
  fields: {
    site: field.ref(site).optional(),
    role: field.ref(role),
    startsAt: field.instant().optional(),
    endsAt: field.instant().optional(),
    /** Sleeps until its holder opens it with a reason, for a limited time. */
    isEmergency: field.boolean().default(false),
  },
})

/** Where a person belongs: to one department in the main, to others beside it. */
export const memberDepartment = entity('identity.memberDepartment', {
  title: 'department',
  fields: {
    department: field.ref(department),
    isMain: field.boolean().default(false),
    isHead: field.boolean().default(false),
  },
})

/** A position held, or held in for its holder as a deputy. */
export const memberPosition = entity('identity.memberPosition', {
  title: 'post',
  fields: {
    post: field.ref(position),
    isDeputy: field.boolean().default(false),
    startsAt: field.instant().optional(),
    endsAt: field.instant().optional(),
  },
})

/** A person in this organisation. How that person signs in is kept outside it: one account may belong to several. */
export const member = entity('identity.member', {
  path: 'members',
  title: 'name',
  icon: 'user-round',
  fields: {
    name: field.text({ max: 100 }).search().personal('name'),
    email: field.email().unique().search().personal(),
    phone: field.phone().optional().personal(),
    employeeNumber: field.text({ max: 40 }).optional().unique().search(),
    /** In which mails to this person are written. */
    language: field.choice(['en', 'zh']).optional(),
    userId: field.text({ max: 36 }).internal(),
    roles: field.lines(memberRole, { text: { refs: ['role', 'site'] } }),
    departments: field.lines(memberDepartment, { text: { refs: ['department'], first: 'isMain' } }),
    positions: field.lines(memberPosition, { text: { refs: ['post'] } }),
  },
  /** Only who is active signs in. */
  states: {
    draft: ['invited', 'active', 'archived'],
    invited: ['active', 'archived'],
    active: ['suspended', 'archived'],
    suspended: ['active', 'archived'],
    archived: ['suspended'],
  },
  tones: {
    draft: 'unstarted',
    invited: 'processing',
    active: 'production',
    suspended: 'risk',
    archived: 'unstarted',
  },
  scopes: { own: 'id', site: 'roles.site', department: 'departments.department' },
  views: {
    all: { columns: ['name', 'email', 'employeeNumber', 'phone', 'status'], sort: 'name' },
    active: { columns: ['name', 'email', 'employeeNumber', 'phone'], filter: { status: 'active' }, sort: 'name' },
    invited: { columns: ['name', 'email', 'status', 'updatedAt'], filter: { status: 'invited' }, sort: '-updatedAt' },
    suspended: { columns: ['name', 'email', 'updatedAt'], filter: { status: 'suspended' }, sort: 'name' },
    archived: { columns: ['name', 'email', 'updatedAt'], filter: { status: 'archived' }, sort: '-updatedAt' },
  },
  importAliases: {
    employeeNumber: ['Employee ID', 'Staff number', 'Personnel number', '员工编号', '工号'],
    phone: ['Mobile', 'Telephone', '手机', '手机号', '电话'],
    email: ['Mail', 'E-mail address', '邮箱', '电子邮箱'],
  },
  guard: guardMember,
})
