import type { Statement } from '@tenon/kernel/data/batch.ts'
import { translate } from '@tenon/kernel/data/pg-errors.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import type { Call, Reply } from '@tenon/kernel/http/route.ts'
import type { z } from 'zod'
import { activateMachine, type Described, refuseLost } from '../activation/activate.ts'
import { release } from '../activation/activation.actions.ts'
import { type Admitted, admit, type Enquiry } from './admit.ts'
import { instantOf, reply } from './answer.ts'
import { activateBody, checkInBody, machineBody, usageBody, validateBody } from './check-body.ts'
import { begin, withLicense } from './locked.ts'
import { notActivated } from './refusals.ts'
import { recordUsage, type Usage } from './usage.ts'
import { checkInDue } from './validity.rules.ts'

/** What programs ask, with a publishable key, about the licence whose key somebody typed in. */

/** Recorded once an hour at most, so that asking often writes seldom. */
const seldom = 3_600_000
const seen = (tenantId: string, id: string): Statement => ({
  text: `update licensing.license set last_seen_at = now() where tenant_id = $1 and id = $2
    and (last_seen_at is null or last_seen_at < now() - interval '1 hour')`,
  values: [tenantId, id],
})
async function send({ runtime, tenant }: Admitted, statement: Statement) {
  try {
    return (await runtime.pool.flight(tenant.id, [statement]))[0] ?? []
  } catch (error) {
    throw translate(error)
  }
}
async function noteSeen(admitted: Admitted): Promise<void> {
  const { license, tenant, moment } = admitted
  if (!license || (license.lastSeenAt !== null && moment.now - license.lastSeenAt < seldom)) return
  await send(admitted, seen(tenant.id, license.id))
}

async function asked<T extends Enquiry>(call: Call, body: z.ZodObject): Promise<{ admitted: Admitted; enquiry: T }> {
  const enquiry = parseBody(body, call.body) as unknown as T
  const admitted = await admit(call, enquiry)
  await noteSeen(admitted)
  return { admitted, enquiry }
}

export async function validate(call: Call): Promise<Reply> {
  const { admitted, enquiry } = await asked(call, validateBody)
  const { judged, license } = admitted
  if (!judged.valid || license?.policy.beginsWith !== 'firstValidation') return reply(judged, call.language)
  return withLicense(admitted, enquiry, async locked =>
    reply(locked.judge(admitted.scope, await begin(locked, 'firstValidation')), call.language),
  )
}

export async function activate(call: Call): Promise<Reply> {
  const { admitted, enquiry } = await asked<Described>(call, activateBody)
  return withLicense(admitted, enquiry, async locked => {
    const { id, changed } = await activateMachine(locked, enquiry, call.address)
    const { policy } = locked.license
    const more = { activation: id, heartbeatSeconds: policy.requireHeartbeat ? policy.heartbeatSeconds : null }
    return reply(locked.judge({}, changed), call.language, more, changed ? 201 : 200)
  })
}

export async function deactivate(call: Call): Promise<Reply> {
  const { admitted, enquiry } = await asked(call, machineBody)
  return withLicense(admitted, enquiry, async locked => {
    if (!locked.machine) throw notActivated()
    await locked.ctx.run(release, locked.machine.id, {})
    const machines = locked.license.machines - 1
    return reply(locked.judge({}, { machines }), call.language, { activation: locked.machine.id })
  })
}

const beat = (tenantId: string, id: string): Statement => ({
  text: `update licensing.activation set last_heartbeat_at = now() where tenant_id = $1 and id = $2 and status = 'active' returning 1`,
  values: [tenantId, id],
})

export async function heartbeat(call: Call): Promise<Reply> {
  const { admitted, enquiry } = await asked(call, machineBody)
  return withLicense(admitted, enquiry, async locked => {
    const { machine, work, license, moment } = locked
    if (!machine) throw notActivated()
    refuseLost(locked, machine)
    work.write(beat(work.tenant.id, machine.id))
    const { requireHeartbeat, heartbeatSeconds } = license.policy
    const next = requireHeartbeat ? moment.now + heartbeatSeconds * 1000 : null
    const alive = { ...machine, lastHeartbeatAt: moment.now }
    return reply(locked.judge({ machine: alive }), call.language, {
      activation: machine.id,
      nextBefore: instantOf(next),
    })
  })
}

export async function usage(call: Call): Promise<Reply> {
  const { admitted, enquiry } = await asked<Enquiry & Usage>(call, usageBody)
  return withLicense(admitted, enquiry, async locked => reply(await recordUsage(locked, enquiry), call.language))
}

const checkedIn = (tenantId: string, id: string): Statement => ({
  text: 'update licensing.license set checked_in_at = now(), last_seen_at = now() where tenant_id = $1 and id = $2',
  values: [tenantId, id],
})

export async function checkIn(call: Call): Promise<Reply> {
  const { admitted, enquiry } = await asked(call, checkInBody)
  return withLicense(admitted, enquiry, async ({ work, license, judge, moment }) => {
    work.write(checkedIn(work.tenant.id, license.id))
    const changed = { checkedInAt: moment.now }
    const { checkInDays } = license.policy
    const nextBefore = instantOf(checkInDue({ ...license, ...changed, checkInDays }, moment.zone))
    return reply(judge({}, changed), call.language, { nextBefore })
  })
}
