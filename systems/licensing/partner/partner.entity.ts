import { company } from '@tenon/directory'
import { member } from '@tenon/identity'
import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { salesRep } from '../sales-rep/sales-rep.entity.ts'
import { guardPartner } from './partner.guard.ts'

/** Someone at a partner who signs in. One person speaks for one partner, so that what they see is never a mixture. */
export const partnerUser = entity('licensing.partnerUser', {
  title: 'member',
  fields: {
    member: field.ref(member, { open: true }).unique(),
    role: field.choice(['principal', 'sales', 'technical', 'finance', 'viewer']).default('sales'),
  },
})

/** A company that sells, brings or serves our licences. Its people see its orders and the licences it brought, and nothing else. */
export const partner = entity('licensing.partner', {
  path: 'partners',
  title: 'name',
  icon: 'handshake',
  fields: {
    name: field.text({ max: 200 }).search(),
    company: field.ref(company),
    types: field.multiChoice(['reseller', 'distributor', 'referral', 'integrator']).default(['reseller']),
    tier: field.choice(['registered', 'silver', 'gold', 'platinum']).default('registered'),
    region: field.text({ max: 100 }).optional(),
    discountPercent: field.decimal({ scale: 2 }).default('0.00'),
    contactName: field.text({ max: 100 }).optional().search().personal('name'),
    email: field.email().optional().personal(),
    phone: field.phone().optional().personal(),
    address: field.text({ max: 300 }).optional(),
    agreementNo: field.text({ max: 60, scan: true }).optional().search(),
    agreementEndsOn: field.date().optional(),
    manager: field.ref(salesRep, { open: true }).optional(),
    users: field.lines(partnerUser, { max: 100 }),
    note: field.longText().optional(),
  },
  states: {
    pending: ['active', 'inactive'],
    active: ['suspended', 'inactive'],
    suspended: ['active', 'inactive'],
    inactive: ['active'],
  },
  tones: { pending: 'unstarted', active: 'accepted', suspended: 'issue', inactive: 'unstarted' },
  sections: {
    partner: ['name', 'company', 'types', 'tier', 'region', 'manager'],
    contact: ['contactName', 'email', 'phone', 'address'],
    agreement: ['discountPercent', 'agreementNo', 'agreementEndsOn'],
  },
  follows: { name: 'company.name', region: 'company.region', phone: 'company.phone', address: 'company.street' },
  importAliases: {
    name: ['Partner', 'Partner name', '合作伙伴', '合作伙伴名称'],
    discountPercent: ['Discount', '折扣'],
    contactName: ['Contact', 'Contact person', '联系人'],
  },
  guard: guardPartner,
  facets: { resellers: { field: 'types', value: 'reseller' } },
  scopes: { own: 'manager.member', partner: 'users.member' },
  views: {
    all: { columns: ['name', 'types', 'tier', 'region', 'discountPercent', 'manager', 'status'], sort: 'name' },
    mine: { columns: ['name', 'tier', 'region', 'agreementEndsOn', 'status'], scope: 'own', sort: 'name' },
    active: {
      columns: ['name', 'types', 'tier', 'region', 'contactName', 'phone', 'manager'],
      filter: { status: 'active' },
      sort: 'name',
    },
    agreements: {
      columns: ['name', 'agreementNo', 'agreementEndsOn', 'manager', 'status'],
      filter: { 'status.in': 'active,suspended', 'agreementEndsOn.lte': '@today+90' },
      sort: 'agreementEndsOn',
    },
  },
  indexes: [['name'], ['status', 'name'], ['tier', 'name']],
})
