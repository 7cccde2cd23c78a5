import { besideRecords } from '@tenon/kernel/access/colleague.ts'
import { grant, mute } from '@tenon/kernel/access/grant.ts'
import type { RoleTemplate } from '@tenon/kernel/entity/system.ts'

/**
 * What people from outside may: each right reaches the rows of their own partner, or their own company, alone. What we note
 * about them and their licences is in none of the fields.
 */
const within = (scope: string, entity: string, ...verbs: string[]) =>
  verbs.map(verb => grant(`licensing.${entity}.${verb}`, { scope }))
const seen = (scope: string, entity: string, fields: readonly string[]) =>
  grant(`licensing.${entity}.read`, { scope, fields })

/** Nothing of what colleagues say, keep and plan beside a record. */
const fromOutside = [mute(besideRecords), mute('workspace.task.*')]

const licence = [
  ...['code', 'customer', 'product', 'policy', 'edition', 'model', 'startsOn', 'endsOn', 'daysLeft', 'graceDays'],
  ...['authorizedUsers', 'actualUsers', 'authorizedWorkspaces', 'actualWorkspaces', 'overuse', 'isOverused'],
  ...['usageReportedOn', 'activationMode', 'clusterId', 'deployedOn', 'firstUsedOn', 'entitlements'],
]
const term = ['license', 'seq', 'from', 'to', 'authorizedUsers', 'authorizedWorkspaces']
const contactFields = ['contactName', 'email', 'phone', 'address']
const agreement = ['discountPercent', 'agreementNo', 'agreementEndsOn', 'manager', 'users']
const registration = ['partner', 'prospect', 'domain', 'product', 'amount', 'expectedOn', 'note']

/** Someone at a partner: draws up and follows its own orders, keeps its own contact data, sees the licences it brought. */
export const partnerRole: RoleTemplate = [
  ...fromOutside,
  seen('partner', 'partner', ['name', 'company', 'types', 'tier', 'region', ...contactFields, ...agreement]),
  grant('licensing.partner.update', { scope: 'partner', fields: contactFields }),
  ...within('partner', 'partnerOrder', 'read', 'export', 'create', 'update', 'submit', 'cancel', 'comment'),
  ...within('partner', 'orderComment', 'read'),
  ...within('partner', 'dealRegistration', 'read', 'withdraw'),
  grant('licensing.dealRegistration.create', { scope: 'partner', fields: registration }),
  seen('partner', 'license', [...licence, 'partner']),
  seen('partner', 'licenseTerm', term),
  seen('partner', 'deployment', ['code', 'license', 'kind', 'environment', 'plannedOn', 'startedOn', 'completedOn']),
]

/** Someone at a customer: sees its own company's licences, takes their files, gives places back, reports their use. */
export const customerRole: RoleTemplate = [
  ...fromOutside,
  grant('directory.company.read', {
    scope: 'customer',
    fields: ['name', 'phone', 'website', 'street', 'city', 'region', 'postalCode', 'country'],
  }),
  seen('customer', 'license', licence),
  seen('customer', 'licenseTerm', term),
  ...within('customer', 'activation', 'read', 'release'),
  ...within('customer', 'licenseFile', 'read'),
  ...within('customer', 'usageReport', 'read'),
  ...within('customer', 'license', 'checkOut', 'uploadUsage', 'requestRenewal'),
]
