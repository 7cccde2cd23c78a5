import { member } from '@tenon/identity'
import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import type { EntityRef } from '@tenon/kernel/fields/field.ts'

/** An organisation we deal with. Its roles say how; one company is often both a customer and a partner. */
export const company = entity('directory.company', {
  path: 'companies',
  title: 'name',
  icon: 'building-2',
  fields: {
    name: field.text().search(),
    code: field.text({ max: 40, scan: true }).optional().unique().search(),
    roles: field.multiChoice(['prospect', 'customer', 'partner', 'supplier', 'competitor']).default([]),
    industry: field.text({ max: 100 }).optional(),
    domain: field.text({ max: 253 }).optional().search(),
    website: field.url().optional(),
    phone: field.phone().optional(),
    fax: field.phone().optional(),
    street: field.text().optional(),
    city: field.text({ max: 100 }).optional(),
    region: field.text({ max: 100 }).optional(),
    postalCode: field.text({ max: 20 }).optional(),
    country: field.text({ max: 100 }).optional(),
    taxId: field.text({ max: 40, scan: true }).optional(),
  },
  importAliases: {
    code: ['SupplierID', 'PartnerID', 'Account no', '客户编号', '客户代码'],
    name: ['Account', 'Organisation', 'Organization', '公司名称', '客户名称', '单位名称'],
    street: ['Address', 'Street address', '地址', '联系地址'],
    region: ['State', 'Province', '省份', '地区'],
    postalCode: ['Zip', 'Zip code', 'Postcode', '邮编'],
    phone: ['Telephone', 'Tel', '联系电话'],
    website: ['HomePage', 'URL', '网址'],
    taxId: ['VAT no', 'VAT ID', '统一社会信用代码', '纳税人识别号'],
  },
  sections: {
    identity: ['name', 'code', 'roles', 'industry', 'taxId'],
    reach: ['phone', 'fax', 'website', 'domain'],
    address: ['street', 'city', 'region', 'postalCode', 'country'],
  },
  backward: { users: { of: (): EntityRef => companyUser, by: 'company' } },
  scopes: { customer: 'users.member' },
  facets: { customers: { field: 'roles', value: 'customer' } },
  views: {
    all: { columns: ['name', 'code', 'roles', 'industry', 'city', 'country', 'phone'], sort: 'name' },
    customers: {
      columns: ['name', 'code', 'industry', 'city', 'country', 'phone'],
      filter: { 'roles.contains': 'customer' },
      sort: 'name',
    },
    recent: { columns: ['name', 'roles', 'city', 'country', 'createdAt'], sort: '-createdAt' },
  },
  indexes: [['name'], ['createdAt'], ['country', 'city']],
})

/** Someone of a company who may sign in: what systems show a company of itself, they show to these. */
export const companyUser = entity('directory.companyUser', {
  path: 'company_users',
  title: 'member',
  icon: 'contact-round',
  fields: {
    company: field.ref(company),
    member: field.ref(member, { open: true }),
  },
  unique: [['company', 'member']],
  views: { all: { columns: ['member', 'company', 'createdAt'], sort: '-createdAt' } },
  indexes: [['createdAt'], ['member']],
})
