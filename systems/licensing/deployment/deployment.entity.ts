import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { engineer } from '../engineer/engineer.entity.ts'
import { license } from '../license/license.entity.ts'
import { deploymentCheck } from './deployment-check.entity.ts'

/** One engineer's part in a deployment. */
export const deploymentEngineer = entity('licensing.deploymentEngineer', {
  title: 'engineer',
  fields: {
    engineer: field.ref(engineer),
    role: field.choice(['lead', 'assist']).default('lead'),
  },
})

/** Bringing a licensed product to work at a customer: planned, done by engineers, completed or failed and tried again. */
export const deployment = entity('licensing.deployment', {
  path: 'deployments',
  title: 'code',
  icon: 'server-cog',
  fields: {
    code: field.numberSeries('DEP-{yyyy}-{0000}'),
    license: field.ref(license),
    kind: field.choice(['initial', 'update', 'migration', 'reinstallation']).default('initial'),
    plannedOn: field.date(),
    environment: field.choice(['production', 'staging', 'disasterRecovery']).default('production'),
    productVersion: field.text({ max: 40 }).optional(),
    deployedBy: field.choice(['vendor', 'partner']).default('vendor'),
    serverInfo: field.longText({ max: 4000 }).optional(),
    engineers: field.lines(deploymentEngineer, { max: 20 }),
    checklist: field.lines(deploymentCheck, { max: 60 }),
    startedOn: field.date().internal(),
    completedOn: field.date().internal(),
    wasOnTime: field.boolean().internal(),
    retries: field.integer({ min: 0 }).internal(),
    failureReason: field.longText({ max: 1000 }).internal(),
    note: field.longText().optional(),
  },
  states: {
    planned: ['inProgress', 'cancelled'],
    inProgress: ['completed', 'failed', 'cancelled'],
    completed: [],
    failed: ['planned'],
    cancelled: [],
  },
  tones: {
    planned: 'unstarted',
    inProgress: 'processing',
    completed: 'accepted',
    failed: 'risk',
    cancelled: 'unstarted',
  },
  lifecycle: ['planned', 'inProgress', 'completed'],
  fixed: ['license', 'kind', 'environment'],
  scopes: { own: 'engineers.engineer.member', partner: 'license.partner.users.member' },
  views: {
    all: {
      columns: ['code', 'license', 'kind', 'environment', 'plannedOn', 'productVersion', 'status'],
      sort: '-createdAt',
    },
    mine: { columns: ['code', 'license', 'kind', 'plannedOn', 'status'], scope: 'own', sort: 'plannedOn' },
    upcoming: {
      columns: ['code', 'license', 'kind', 'environment', 'plannedOn', 'status'],
      filter: { 'status.in': 'planned,inProgress' },
      sort: 'plannedOn',
    },
    failed: {
      columns: ['code', 'license', 'failureReason', 'retries', 'plannedOn'],
      filter: { status: 'failed' },
      sort: '-updatedAt',
    },
  },
  indexes: [['createdAt'], ['plannedOn'], ['status', 'plannedOn']],
})
