import { z } from 'zod'

/** What programs may ask, and what they are answered beside the judgement. */

const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine(text => !text.includes('\u0000'), { params: { code: 'INVALID_CHARACTER' } })
const marks = z
  .record(line(40), line(200))
  .refine(told => Object.keys(told).length <= 20, { params: { code: 'TOO_MANY' } })

const licence = { key: line(100) }
const machine = { ...licence, fingerprint: line(200), marks: marks.optional() }
const scope = { product: line(60).optional(), version: line(40).optional() }

export const validateBody = z.strictObject({
  ...machine,
  fingerprint: machine.fingerprint.optional(),
  ...scope,
  entitlements: z.array(line(60)).max(100).optional(),
})
export const activateBody = z.strictObject({
  ...machine,
  ...scope,
  hostname: line(200).optional(),
  platform: line(100).optional(),
  clusterId: line(100).optional(),
  cores: z.int().min(1).max(100_000).optional(),
})
export const machineBody = z.strictObject(machine)
const count = z.int().min(0).max(2_000_000_000)
export const usageBody = z.strictObject({
  ...machine,
  fingerprint: machine.fingerprint.optional(),
  users: count.optional(),
  workspaces: count.optional(),
  uses: z.int().min(1).max(1_000_000).optional(),
})
export const checkInBody = z.strictObject({ ...machine, fingerprint: machine.fingerprint.optional() })
