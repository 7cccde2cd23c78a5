import { type Route, route } from '@tenon/kernel/http/route.ts'
import { z } from 'zod'
import { answerSchema } from './answer.ts'
import * as check from './check.ts'
import { activateBody, checkInBody, machineBody, usageBody, validateBody } from './check-body.ts'

const tag = 'licensing'
const withKey = 'With a publishable key: `Authorization: Bearer pk_…`.'
const instant = z.string().nullable()
const answer = { description: 'Whether it is valid, and why', schema: answerSchema }
const activated = answerSchema.extend({ activation: z.string(), heartbeatSeconds: z.int().nullable() })
const of = { tag, access: 'public' as const, method: 'POST' as const }

export const checkRoutes: readonly Route[] = [
  route({
    ...of,
    path: '/licensing/validate',
    operation: 'licensing.validate',
    summary: `Whether a licence is valid for a product, version, machine or entitlements. ${withKey}`,
    body: validateBody,
    replies: { 200: answer },
    run: check.validate,
  }),
  route({
    ...of,
    path: '/licensing/activate',
    operation: 'licensing.activate',
    summary: `Take a place of the licence for a machine; asked again, the same machine keeps its place. ${withKey}`,
    errors: [404, 409],
    body: activateBody,
    replies: {
      200: { description: 'It was active already', schema: activated },
      201: { description: 'It is active now', schema: activated },
    },
    run: check.activate,
  }),
  route({
    ...of,
    path: '/licensing/deactivate',
    operation: 'licensing.deactivate',
    summary: `Give the place of a machine back. ${withKey}`,
    errors: [404, 409],
    body: machineBody,
    replies: { 200: { description: 'The place is free', schema: answerSchema.extend({ activation: z.string() }) } },
    run: check.deactivate,
  }),
  route({
    ...of,
    path: '/licensing/heartbeat',
    operation: 'licensing.heartbeat',
    summary: `Tell that a machine is still there. ${withKey}`,
    errors: [404, 409],
    body: machineBody,
    replies: {
      200: {
        description: 'The licence, and by when to tell again',
        schema: answerSchema.extend({ activation: z.string(), nextBefore: instant }),
      },
    },
    run: check.heartbeat,
  }),
  route({
    ...of,
    path: '/licensing/usage',
    operation: 'licensing.usage',
    summary: `Report how many use it now, or count uses. ${withKey}`,
    errors: [404, 409],
    body: usageBody,
    replies: { 200: answer },
    run: check.usage,
  }),
  route({
    ...of,
    path: '/licensing/check-in',
    operation: 'licensing.checkIn',
    summary: `Tell that the licence is still in use, as its policy may require. ${withKey}`,
    errors: [404],
    body: checkInBody,
    replies: {
      200: {
        description: 'The licence, and by when to check in again',
        schema: answerSchema.extend({ nextBefore: instant }),
      },
    },
    run: check.checkIn,
  }),
]
