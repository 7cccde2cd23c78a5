import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'

/**
 * How an organisation wants its people to sign in; one record each, none until somebody changes something. Sign-in reads
 * the copy that a trigger keeps in `auth.policy`, where it can look before there is a tenant.
 */
export const securityPolicy = entity('identity.securityPolicy', {
  title: 'secondFactor',
  icon: 'shield',
  byActionsOnly: true,
  fields: {
    passwordMinLength: field.integer({ min: 8, max: 64 }),
    passwordClasses: field.integer({ min: 0, max: 4 }),
    passwordHistory: field.integer({ min: 0, max: 24 }),
    passwordMaxAgeDays: field.integer({ min: 1, max: 3650 }).optional(),
    refuseCommon: field.boolean(),
    refuseBreached: field.boolean(),
    lockoutAttempts: field.integer({ min: 3, max: 20 }),
    lockoutMinutes: field.integer({ min: 1, max: 1440 }),
    sessionIdleMinutes: field.integer({ min: 5, max: 43_200 }),
    sessionAbsoluteHours: field.integer({ min: 1, max: 8760 }),
    sessionConcurrent: field.integer({ min: 1, max: 100 }).optional(),
    secondFactor: field.choice(['optional', 'required', 'requiredForRoles']),
    secondFactorRoles: field.json(),
    addressRules: field.json(),
    /** Rules on trial: in force until `trialEndsAt`, and gone afterwards unless they were confirmed. */
    trialRules: field.json().optional(),
    trialEndsAt: field.instant().optional(),
  },
})
