import { unitOfWork, type Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { activate, beginTerm } from '../license/license.actions.ts'
import { type Admitted, type Enquiry, machineOf } from './admit.ts'
import { codes } from './codes.ts'
import { type Judged, judgeLicense, type Scope } from './judge-license.ts'
import { type ActiveMachine, type License, lookById, toLicense } from './look.ts'
import { noSuchLicense, notValid } from './refusals.ts'
import type { Moment } from './validity.rules.ts'

/** A licence nobody else can change or take a place of until this transaction ends. */
export interface Locked {
  readonly work: Work
  readonly ctx: Ctx
  readonly license: License
  readonly machine: ActiveMachine | null | undefined
  readonly moment: Moment
  /** The licence at this moment, with what has just changed about it. */
  judge(scope: Scope, changed?: Partial<License>): Judged
}

const lock = (tenantId: string, id: string) => ({
  text: `select 1 from licensing.license where tenant_id = $1 and id = $2 and deleted_at is null for no key update`,
  values: [tenantId, id],
})

async function again(work: Work, admitted: Admitted, id: string, enquiry: Enquiry): Promise<Locked> {
  const { tenant } = admitted
  await work.read(lock(tenant.id, id))
  const [cells] = await work.read(lookById(tenant.id, id, enquiry))
  const license = cells ? toLicense(cells) : null
  if (!license) throw noSuchLicense()
  const machine = await machineOf(license, enquiry, statement => work.read(statement), tenant.id)
  const moment = { now: Date.now(), zone: tenant.timeZone }
  const judge: Locked['judge'] = (scope, changed = {}) => judgeLicense({ ...license, ...changed }, scope, moment)
  return { work, ctx: ctxOf(work), license, machine, moment, judge }
}

/** Does something with the licence that was asked about, locked and looked up anew. Throws LICENSE_NOT_FOUND. */
export async function withLicense<T>(
  admitted: Admitted,
  enquiry: Enquiry,
  run: (locked: Locked) => Promise<T>,
): Promise<T> {
  const { runtime, tenant, actor, license } = admitted
  if (!license || license.status === 'draft') throw noSuchLicense()
  return unitOfWork(runtime, tenant, actor, async work => run(await again(work, admitted, license.id, enquiry)))
}

/** Refuses what only a valid licence allows. */
export function requireValid({ valid, code }: Judged): void {
  if (!valid) throw notValid({ detail: codes[code] })
}

/** The days of a licence that waited for this begin to count; a first activation is a first validation too. */
export async function begin(
  { ctx, license }: Locked,
  first: 'firstActivation' | 'firstValidation',
): Promise<Partial<License>> {
  const { beginsWith } = license.policy
  const isDue = beginsWith === first || (first === 'firstActivation' && beginsWith === 'firstValidation')
  if (!isDue) return {}
  const { endsOn } = await ctx.run(beginTerm, license.id, {})
  return { endsOn }
}

/** What was issued or deployed is in use from its first activation or report of use on. */
export async function putInUse({ ctx, license }: Locked): Promise<void> {
  if (license.status === 'issued' || license.status === 'deployed') await ctx.run(activate, license.id, {})
}
