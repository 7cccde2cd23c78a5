import type { Statement } from '@tenon/kernel/data/batch.ts'
import type { Enquiry } from '../validity/admit.ts'
import { allowedMachines, heartbeat } from '../validity/judge-license.ts'
import { begin, type Locked, putInUse, requireValid } from '../validity/locked.ts'
import type { ActiveMachine, License } from '../validity/look.ts'
import { fingerprintTaken, tooManyMachines } from '../validity/refusals.ts'
import { atMost } from '../validity/validity.rules.ts'
import { activation } from './activation.entity.ts'

/** What a machine tells of itself. */
export interface Described extends Enquiry {
  readonly fingerprint: string
  readonly hostname?: string | undefined
  readonly platform?: string | undefined
  readonly clusterId?: string | undefined
  readonly cores?: number | undefined
}

/** Held until the transaction ends: the same machine asking with two licences at once is let in once. */
const turn = (tenantId: string, within: string, fingerprint: string): Statement => ({
  text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))',
  values: [`${tenantId} activation ${within} ${fingerprint}`],
})

const others: Readonly<Record<string, string>> = {
  account: '',
  product: 'and l.product is not distinct from own.product',
  policy: 'and l.policy is not distinct from own.policy',
}
const elsewhere = (tenantId: string, { id, policy }: License, fingerprint: string): Statement => ({
  text: `select 1 from licensing.activation a
    join licensing.license l on l.tenant_id = a.tenant_id and l.id = a.license
    join licensing.license own on own.tenant_id = a.tenant_id and own.id = $2
    where a.tenant_id = $1 and a.fingerprint = $3 and a.status = 'active' and a.deleted_at is null and a.license <> $2
      ${others[policy.uniqueness]} limit 1`,
  values: [tenantId, id, fingerprint],
})

/** A machine holds one licence within what its policy says. */
async function refuseElsewhere({ work, license }: Locked, fingerprint: string): Promise<void> {
  if (license.policy.uniqueness === 'license') return
  await work.read(turn(work.tenant.id, license.policy.uniqueness, fingerprint))
  const [found] = await work.read(elsewhere(work.tenant.id, license, fingerprint))
  if (found) throw fingerprintTaken()
}

export function refuseFull({ license }: Pick<Locked, 'license'>): void {
  const allowed = atMost(allowedMachines(license), license.policy.overage)
  if (license.machines + 1 > allowed) throw tooManyMachines({ allowed })
}

const heardOf = (tenantId: string, id: string, version: string | undefined): Statement => ({
  text: `update licensing.activation set last_heartbeat_at = now(), product_version = coalesce($3, product_version)
    where tenant_id = $1 and id = $2`,
  values: [tenantId, id, version ?? null],
})

/** A machine that falls silent may have lost its place to another one meanwhile. */
export function refuseLost(locked: Locked, machine: ActiveMachine): void {
  const { license, moment } = locked
  if (license.policy.floating && heartbeat(license, machine, moment.now) === 'dead') refuseFull(locked)
}

/** The activation; for a new one with what it has changed about the licence. */
export interface Activated {
  readonly id: string
  readonly changed?: Partial<License>
}

export async function activateMachine(locked: Locked, described: Described, address: string): Promise<Activated> {
  const { work, ctx, license, machine } = locked
  const { fingerprint, hostname = fingerprint, marks, platform, clusterId, cores, version } = described
  requireValid(locked.judge({ version, product: described.product, entitlements: described.entitlements }))
  if (machine) {
    refuseLost(locked, machine)
    work.write(heardOf(work.tenant.id, machine.id, version))
    return { id: machine.id }
  }
  refuseFull(locked)
  await refuseElsewhere(locked, fingerprint)
  const told = { hostname, fingerprint, marks: marks ? { ...marks } : null, ip: address }
  const more = { platform: platform ?? null, clusterId: clusterId ?? null, cores: cores ?? null }
  const at = { activatedAt: ctx.now, productVersion: version ?? null }
  const { id } = await ctx.create(activation, { license: license.id, ...told, ...more, ...at })
  await putInUse(locked)
  return { id, changed: { machines: license.machines + 1, ...(await begin(locked, 'firstActivation')) } }
}
