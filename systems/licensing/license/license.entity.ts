import { company } from '@tenon/directory'
import { member } from '@tenon/identity'
import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import type { EntityRef } from '@tenon/kernel/fields/field.ts'
import { licenseEntitlement } from '../entitlement/entitlement.entity.ts'
import { partner } from '../partner/partner.entity.ts'
import { policy } from '../policy/policy.entity.ts'
import { product } from '../product/product.entity.ts'
import { salesRep } from '../sales-rep/sales-rep.entity.ts'
import { guardLicense } from './license.guard.ts'
import { daysLeft, editions, overuse } from './license.rules.ts'

/**
 * The right of a customer to use the product: which edition, for how many, from when to when. Once issued, its dates
 * and seats change only by an action, because each change is a term or a purchase that must be on record.
 */
export const license = entity('licensing.license', {
  path: 'licenses',
  title: 'code',
  icon: 'key-round',
  fields: {
    code: field.numberSeries('LIC-{yyyy}-{0000}'),
    customer: field.ref(company),
    product: field.ref(product).optional(),
    policy: field.ref(policy).optional(),
    edition: field.choice(editions).default('team'),
    model: field.choice(['subscription', 'perpetual', 'trial', 'metered']).default('subscription'),
    startsOn: field.date(),
    endsOn: field.date().optional(),
    daysLeft: field.computed(field.integer(), ['endsOn'], daysLeft),
    graceDays: field.integer({ min: 0, max: 365 }).default(14),
    authorizedUsers: field.integer({ min: 1, max: 10_000_000 }),
    actualUsers: field.integer({ min: 0 }).internal(),
    authorizedWorkspaces: field.integer({ min: 1, max: 1_000_000 }).default(1),
    actualWorkspaces: field.integer({ min: 0 }).internal(),
    overuse: field.computed(
      field.integer(),
      ['authorizedUsers', 'authorizedWorkspaces', 'actualUsers', 'actualWorkspaces'],
      overuse,
    ),
    isOverused: field.boolean().internal(),
    usageReportedOn: field.date().internal(),
    value: field.money({ min: 0 }).optional(),
    salesRep: field.ref(salesRep).optional(),
    partner: field.ref(partner).optional(),
    reseller: field.ref(partner).optional(),
    entitlements: field.lines(licenseEntitlement, { max: 200 }),
    activationMode: field.choice(['online', 'offline']).default('online'),
    clusterId: field.text({ max: 100, scan: true }).optional().search(),
    note: field.longText().optional(),
    deployedOn: field.date().internal(),
    firstUsedOn: field.date().internal(),
    paidThrough: field.date().internal(),
    lastSeenAt: field.instant().internal(),
    checkedInAt: field.instant().internal(),
    uses: field.integer({ min: 0 }).internal(),
    suspendReason: field.longText({ max: 1000 }).internal(),
    suspendedFrom: field.choice(['issued', 'deployed', 'inUse', 'grace']).internal(),
    supersedes: field.ref((): EntityRef => license).internal(),
    terminationReason: field.longText({ max: 1000 }).internal(),
    terminationAskedBy: field.ref(member).internal(),
    terminationAskedOn: field.date().internal(),
  },
  states: {
    draft: ['issued', 'terminated'],
    issued: ['deployed', 'inUse', 'grace', 'expired', 'suspended', 'superseded', 'terminated'],
    deployed: ['inUse', 'grace', 'expired', 'suspended', 'superseded', 'terminated'],
    inUse: ['grace', 'expired', 'suspended', 'superseded', 'terminated'],
    grace: ['issued', 'deployed', 'inUse', 'expired', 'suspended', 'superseded', 'terminated'],
    expired: ['issued', 'deployed', 'inUse', 'terminated'],
    suspended: ['issued', 'deployed', 'inUse', 'grace', 'terminated'],
    superseded: ['terminated'],
    terminated: [],
  },
  tones: {
    draft: 'unstarted',
    issued: 'processing',
    deployed: 'production',
    inUse: 'accepted',
    grace: 'issue',
    expired: 'risk',
    suspended: 'issue',
    superseded: 'unstarted',
    terminated: 'unstarted',
  },
  lifecycle: ['draft', 'issued', 'deployed', 'inUse', 'expired'],
  fixed: ['customer', 'edition', 'model', 'startsOn', 'endsOn', 'graceDays', 'authorizedUsers', 'authorizedWorkspaces'],
  sections: {
    right: ['customer', 'product', 'policy', 'edition', 'model', 'startsOn', 'endsOn', 'graceDays'],
    allowance: ['authorizedUsers', 'authorizedWorkspaces'],
    entitlements: ['entitlements'],
    sale: ['value', 'salesRep', 'partner', 'reseller'],
    installation: ['activationMode', 'clusterId'],
  },
  when: {
    endsOn: { model: ['subscription', 'trial', 'metered'] },
    graceDays: { model: ['subscription', 'trial', 'metered'] },
  },
  follows: {
    product: 'policy.product',
    model: 'policy.model',
    graceDays: 'policy.graceDays',
    authorizedUsers: 'policy.maxUsers',
    authorizedWorkspaces: 'policy.maxWorkspaces',
  },
  meters: { actualUsers: 'authorizedUsers', actualWorkspaces: 'authorizedWorkspaces' },
  guard: guardLicense,
  scopes: { own: 'salesRep.member', partner: 'partner.users.member', customer: 'customer.users.member' },
  views: {
    all: {
      columns: ['code', 'customer', 'edition', 'status', 'authorizedUsers', 'endsOn', 'daysLeft', 'value', 'salesRep'],
      sort: '-createdAt',
    },
    mine: {
      columns: ['code', 'customer', 'edition', 'status', 'authorizedUsers', 'endsOn', 'daysLeft'],
      scope: 'own',
      sort: 'endsOn',
    },
    inUse: {
      columns: ['code', 'customer', 'edition', 'authorizedUsers', 'actualUsers', 'overuse', 'endsOn', 'salesRep'],
      filter: { status: 'inUse' },
      sort: 'endsOn',
    },
    expiring: {
      columns: ['code', 'customer', 'status', 'endsOn', 'daysLeft', 'value', 'salesRep'],
      filter: { 'status.in': 'issued,deployed,inUse', 'endsOn.gte': '@today', 'endsOn.lte': '@today+90' },
      sort: 'endsOn',
    },
    lapsed: {
      columns: ['code', 'customer', 'status', 'endsOn', 'daysLeft', 'value', 'salesRep'],
      filter: { 'status.in': 'grace,expired' },
      sort: '-endsOn',
    },
    overused: {
      columns: [
        'code',
        'customer',
        'status',
        'authorizedUsers',
        'actualUsers',
        'authorizedWorkspaces',
        'actualWorkspaces',
        'overuse',
        'salesRep',
      ],
      filter: { isOverused: 'true' },
      sort: 'endsOn',
    },
    drafts: {
      columns: ['code', 'customer', 'edition', 'authorizedUsers', 'startsOn', 'createdAt'],
      filter: { status: 'draft' },
      sort: '-createdAt',
    },
    toTerminate: {
      columns: ['code', 'customer', 'status', 'terminationReason', 'terminationAskedBy', 'terminationAskedOn'],
      filter: { 'terminationAskedOn.empty': 'false', 'status.ne': 'terminated' },
      sort: 'terminationAskedOn',
    },
    suspended: {
      columns: ['code', 'customer', 'suspendReason', 'endsOn', 'salesRep'],
      filter: { status: 'suspended' },
      sort: '-updatedAt',
    },
  },
  indexes: [['createdAt'], ['endsOn'], ['status', 'endsOn'], ['isOverused', 'endsOn']],
})
