import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { product } from '../product/product.entity.ts'
import {
  expirationBases,
  expirationStrategies,
  matchings,
  overages,
  renewalBases,
  transfers,
  uniquenesses,
} from './policy.rules.ts'

/**
 * The terms under which a product is licensed: how long, how many, what happens beyond that and after the last day.
 * Licences that follow a policy are judged by it as it stands when they are asked about.
 */
export const policy = entity('licensing.policy', {
  path: 'license_policies',
  title: 'name',
  icon: 'scroll-text',
  fields: {
    product: field.ref(product),
    name: field.text({ max: 100 }).search(),
    model: field.choice(['perpetual', 'subscription', 'trial', 'metered']).default('subscription'),
    durationDays: field.integer({ min: 1, max: 36_500 }).optional(),
    floating: field.boolean().default(false),
    maxMachines: field.integer({ min: 1, max: 1_000_000 }).optional(),
    maxUsers: field.integer({ min: 1, max: 10_000_000 }).optional(),
    maxWorkspaces: field.integer({ min: 1, max: 1_000_000 }).optional(),
    maxUses: field.integer({ min: 1, max: 1_000_000_000 }).optional(),
    overage: field.choice(overages).default('none'),
    graceDays: field.integer({ min: 0, max: 365 }).default(14),
    expirationStrategy: field.choice(expirationStrategies).default('restrict'),
    expirationBasis: field.choice(expirationBases).default('creation'),
    renewalBasis: field.choice(renewalBases).default('fromExpiry'),
    transfer: field.choice(transfers).default('keepExpiry'),
    requireHeartbeat: field.boolean().default(false),
    heartbeatSeconds: field.integer({ min: 60, max: 31_536_000 }).default(600),
    requireCheckIn: field.boolean().default(false),
    checkInDays: field.integer({ min: 1, max: 3650 }).default(30),
    uniqueness: field.choice(uniquenesses).default('license'),
    matching: field.choice(matchings).default('any'),
    fileTtlHours: field.integer({ min: 1 }).default(720),
  },
  sections: {
    term: ['product', 'name', 'model', 'durationDays', 'graceDays'],
    allowance: ['floating', 'maxMachines', 'maxUsers', 'maxWorkspaces', 'maxUses', 'overage'],
    expiry: ['expirationStrategy', 'expirationBasis', 'renewalBasis', 'transfer'],
    machines: ['uniqueness', 'matching', 'requireHeartbeat', 'heartbeatSeconds', 'requireCheckIn', 'checkInDays'],
    files: ['fileTtlHours'],
  },
  when: {
    durationDays: { model: ['subscription', 'trial', 'metered'] },
    graceDays: { model: ['subscription', 'trial', 'metered'] },
  },
  unique: [['product', 'name']],
  views: {
    all: {
      columns: ['name', 'product', 'model', 'durationDays', 'maxMachines', 'maxUsers', 'overage', 'graceDays'],
      sort: 'name',
    },
  },
  indexes: [['name']],
})
