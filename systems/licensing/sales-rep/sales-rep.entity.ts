import { member } from '@tenon/identity'
import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import type { EntityRef } from '@tenon/kernel/fields/field.ts'

/** Someone who sells. Not every one signs in: linked to a member, "mine" means the licences of this person. */
export const salesRep = entity('licensing.salesRep', {
  path: 'sales_reps',
  title: 'name',
  icon: 'user-round-check',
  fields: {
    name: field.text({ max: 100 }).search().personal('name'),
    employeeNo: field.text({ max: 40 }).optional().unique().search(),
    member: field.ref(member).optional().unique(),
    jobTitle: field.text({ max: 100 }).optional(),
    email: field.email().optional().search().personal(),
    phone: field.phone().optional().personal(),
    region: field.text({ max: 100 }).optional(),
    target: field.money({ min: 0 }).optional(),
    reportsTo: field.ref((): EntityRef => salesRep).optional(),
  },
  importAliases: {
    jobTitle: ['Title', 'Position', '职位'],
    employeeNo: ['EmployeeID', 'Staff no', '员工编号'],
    phone: ['HomePhone', 'Telephone', 'Mobile', '手机', '联系电话'],
    reportsTo: ['Manager', 'Supervisor', '主管', '汇报对象'],
  },
  states: { active: ['inactive'], inactive: ['active'] },
  tones: { active: 'accepted', inactive: 'unstarted' },
  views: {
    all: { columns: ['name', 'employeeNo', 'jobTitle', 'region', 'email', 'phone', 'reportsTo'], sort: 'name' },
    byRegion: { columns: ['region', 'name', 'jobTitle', 'phone'], sort: ['region', 'name'] },
  },
  indexes: [['name'], ['region', 'name']],
})
