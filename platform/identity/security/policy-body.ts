import { z } from 'zod'
import { isCidr } from './addresses.ts'
import type { Policy } from './policy.rules.ts'

const number = (min: number, max: number) => z.int().min(min).max(max)

const cidr = z
  .string()
  .trim()
  .max(50)
  .refine(isCidr, { params: { code: 'INVALID_ADDRESS_RANGE' } })
const addressRule = z.strictObject({ cidr, effect: z.enum(['allow', 'deny']), note: z.string().max(200).optional() })
export const addressRules = z.array(addressRule).max(200)

export const policyShape = {
  password: z.strictObject({
    minLength: number(8, 64),
    classes: number(0, 4),
    history: number(0, 24),
    maxAgeDays: number(1, 3650).nullable(),
    refuseCommon: z.boolean(),
    refuseBreached: z.boolean(),
  }),
  lockout: z.strictObject({ attempts: number(3, 20), minutes: number(1, 1440) }),
  session: z.strictObject({
    idleMinutes: number(5, 43_200),
    absoluteHours: number(1, 8760),
    concurrent: number(1, 100).nullable(),
  }),
  secondFactor: z.enum(['optional', 'required', 'requiredForRoles']),
  secondFactorRoles: z.array(z.uuid()).max(200),
  addressRules,
}
export const policyBody = z.strictObject({
  ...policyShape,
  /** As it was read; a policy that somebody else has changed since is not overwritten. */
  version: z.int().min(0).optional(),
  /** Tries the address rules for so long; the former ones come back by themselves unless they are confirmed. */
  trialMinutes: number(1, 60).optional(),
})
export type PolicyWish = z.infer<typeof policyBody>

/** The record of a policy, but for rules on trial. */
export const toValues = ({ password, lockout, session, secondFactor, secondFactorRoles }: Policy | PolicyWish) => ({
  passwordMinLength: password.minLength,
  passwordClasses: password.classes,
  passwordHistory: password.history,
  passwordMaxAgeDays: password.maxAgeDays,
  refuseCommon: password.refuseCommon,
  refuseBreached: password.refuseBreached,
  lockoutAttempts: lockout.attempts,
  lockoutMinutes: lockout.minutes,
  sessionIdleMinutes: session.idleMinutes,
  sessionAbsoluteHours: session.absoluteHours,
  sessionConcurrent: session.concurrent,
  secondFactor,
  secondFactorRoles: [...secondFactorRoles],
})
