import { readFlight } from '@tenon/kernel/data/unit-of-work.ts'
import { json, type Route, route } from '@tenon/kernel/http/route.ts'
import { checkId, getRecord } from '@tenon/kernel/operations/read.ts'
import { z } from 'zod'
import { license } from '../license/license.entity.ts'
import { answerOf, answerSchema } from '../validity/answer.ts'
import { allowedMachines, judgeLicense } from '../validity/judge-license.ts'
import { type License, lookById, toLicense } from '../validity/look.ts'
import { atMost } from '../validity/validity.rules.ts'

const count = z.object({
  actual: z.int().nullable(),
  allowed: z.int(),
  /** The most that still validates under the policy's overage; null where nothing bounds it. */
  most: z.int().nullable(),
})
const validityReply = answerSchema.extend({ users: count.nullable(), machines: count, workspaces: count.nullable() })

const bounded = (most: number) => (Number.isFinite(most) ? most : null)
const least = (allowed: number, most: number | null) => (most === null ? allowed : Math.min(allowed, most))

/** What is used of what is allowed; only where the reader may see both on the licence itself. */
function countsOf(found: License, shown: Readonly<Record<string, unknown>>) {
  const { policy } = found
  const of = (actual: number | null, allowed: number) => ({
    actual,
    allowed,
    most: bounded(atMost(allowed, policy.overage)),
  })
  return {
    users: 'actualUsers' in shown ? of(found.actualUsers, least(found.authorizedUsers, policy.maxUsers)) : null,
    machines: of(found.machines, allowedMachines(found)),
    workspaces:
      'actualWorkspaces' in shown
        ? of(found.actualWorkspaces, least(found.authorizedWorkspaces, policy.maxWorkspaces))
        : null,
  }
}

/** The same judgement that a program gets with its keys, for whoever may read the licence. */
export const validityNow: Route = route({
  method: 'GET',
  path: '/licenses/{id}/validity',
  operation: 'licenses.validity',
  summary: 'Whether the licence is valid at this moment, why, until when, and what is used of what it allows',
  tag: 'licensing',
  access: 'session',
  errors: [404],
  replies: { 200: { description: 'The judgement', schema: validityReply } },
  run: async ({ session, params, language }) => {
    const { runtime, tenant, actor } = session
    const shown = await getRecord(session, license, params.id as string)
    const { results } = await readFlight(runtime, tenant, actor, [
      lookById(tenant.id, checkId(params.id as string), {}),
    ])
    const cells = results[0]?.[0]
    const found = cells ? toLicense(cells) : null
    const judged = judgeLicense(found, {}, { now: Date.now(), zone: tenant.timeZone })
    const none = { users: null, machines: { actual: 0, allowed: 0, most: 0 }, workspaces: null }
    return json({ ...answerOf(judged, language), ...(found ? countsOf(found, shown) : none) })
  },
})
