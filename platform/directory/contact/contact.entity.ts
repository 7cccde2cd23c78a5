import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { company } from '../company/company.entity.ts'

/** A person at a company. One name field: half of the world does not split a name where the other half does. */
export const contact = entity('directory.contact', {
  path: 'contacts',
  title: 'name',
  icon: 'contact-round',
  fields: {
    name: field.text({ max: 100 }).search().personal('name'),
    company: field.ref(company),
    jobTitle: field.text({ max: 100 }).optional(),
    email: field.email().optional().unique().search().personal(),
    phone: field.phone().optional().search().personal(),
  },
  importAliases: {
    company: ['CustomerID', 'SupplierID', 'Organisation', 'Organization', '客户', '单位'],
    jobTitle: ['Title', 'Position', 'Role', '职位'],
    phone: ['Telephone', 'Mobile', '手机', '联系电话'],
  },
  views: {
    all: { columns: ['name', 'company', 'jobTitle', 'email', 'phone'], sort: 'name' },
    recent: { columns: ['name', 'company', 'jobTitle', 'createdAt'], sort: '-createdAt' },
  },
  indexes: [['name'], ['createdAt'], ['company', 'name']],
})
