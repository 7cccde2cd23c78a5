import { fullAccess } from '@tenon/kernel/access/access.ts'
import type { Runtime } from '@tenon/kernel/data/unit-of-work.ts'
import type { Actor, Tenant } from '@tenon/kernel/entity/ctx.ts'
import type { Call } from '@tenon/kernel/http/route.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { isSameMachine, type Marks } from '../activation/activation.rules.ts'
import { allowanceOf } from './allowance.ts'
import { enquire } from './enquire.ts'
import { type Judged, judgeLicense, type Scope } from './judge-license.ts'
import { type ActiveMachine, type Asker, type License, marked, toMarked } from './look.ts'
import type { Moment } from './validity.rules.ts'

const keyRefused = refusal('PUBLISHABLE_KEY_REFUSED', 401, {
  en: 'Name a publishable key that is in force: “Authorization: Bearer pk_…”.',
  zh: '请提供有效的可公开密钥：“Authorization: Bearer pk_…”。',
})

/** What a program asks about. */
export interface Enquiry {
  /** The licence key as it was typed. */
  readonly key: string
  readonly product?: string | undefined
  readonly version?: string | undefined
  readonly fingerprint?: string | undefined
  readonly marks?: Marks | undefined
  readonly entitlements?: readonly string[] | undefined
}
/** A program that may ask, and what it asks about. */
export interface Admitted {
  readonly runtime: Runtime
  readonly tenant: Tenant
  /** Who stands in the history of what comes of it: the publishable key by name. */
  readonly actor: Actor
  /** Null also where the publishable key is for another product: nothing can be done with it then. */
  readonly license: License | null
  /** The machine that asks, if the licence is active on it; undefined when none was named. */
  readonly machine: ActiveMachine | null | undefined
  readonly moment: Moment
  /** What the check is narrowed to. */
  readonly scope: Scope
  /** The licence for all that was asked, at this moment. */
  readonly judged: Judged
}

function presented(call: Call): string {
  const [, key] = /^Bearer (pk_[\w-]{54})$/.exec(call.request.headers.authorization ?? '') ?? []
  if (!key) throw keyRefused()
  return key
}

function actorOf(call: Call, { key }: Asker): Actor {
  const { language, requestId, address } = call
  const origin = { via: 'http' as const, requestId, address }
  return { memberId: null, name: key.name, siteId: null, access: fullAccess, language, origin }
}

/** The machine that asks among those the licence is active on: by its marks where it tells any, by its fingerprint otherwise. */
export async function machineOf(
  licence: License,
  { fingerprint, marks }: Pick<Enquiry, 'fingerprint' | 'marks'>,
  read: (statement: ReturnType<typeof marked>) => Promise<readonly (readonly (string | null)[])[]>,
  tenantId: string,
): Promise<ActiveMachine | null | undefined> {
  if (fingerprint === undefined) return undefined
  if (!marks) return licence.machine
  const known = (await read(marked(tenantId, licence.id))).map(toMarked)
  const same = known.find(one => isSameMachine(one, { fingerprint, marks }, licence.policy.matching))
  if (same) return same
  return known.some(({ id }) => id === licence.machine?.id) ? null : licence.machine
}

/** A key that is for one product asks about that one; about another it learns nothing. */
const productOf = ({ key }: Asker, { product }: Enquiry) =>
  key.product === null || product === undefined || product === key.product ? (key.product ?? product) : ''

/**
 * Who asks, and what about: finds the organisation by the publishable key, counts the question, and looks the licence up
 * in one flight, which may carry other questions too. A licence key that is none is an answer and not a refusal. Throws PUBLISHABLE_KEY_REFUSED, ASKED_TOO_OFTEN.
 */
export async function admit(call: Call, enquiry: Enquiry): Promise<Admitted> {
  const publishable = presented(call)
  const allowance = allowanceOf(call.runtime)
  allowance.ask(publishable, call.address)
  const found = await enquire(call.runtime, publishable, enquiry)
  if (!found) {
    allowance.unknown(publishable, call.address)
    throw keyRefused()
  }
  const { asker, license } = found
  allowance.found(publishable, call.address, asker.key)
  const { tenant } = asker
  const read = async (statement: ReturnType<typeof marked>) =>
    (await call.runtime.pool.flight(tenant.id, [statement]))[0] ?? []
  const machine = license ? await machineOf(license, enquiry, read, tenant.id) : undefined
  const moment = { now: Date.now(), zone: tenant.timeZone }
  const { version, entitlements } = enquiry
  const scope = { product: productOf(asker, enquiry), version, entitlements, machine }
  const judged = judgeLicense(license, scope, moment)
  const { product } = asker.key
  const within = product === null || license?.product === product ? license : null
  return { runtime: call.runtime, tenant, actor: actorOf(call, asker), license: within, machine, moment, scope, judged }
}
