import type { Statement } from '@tenon/kernel/data/batch.ts'
import { reportUsage } from '../license/license.actions.ts'
import { codes } from './codes.ts'
import type { Judged } from './judge-license.ts'
import { type Locked, putInUse, requireValid } from './locked.ts'
import type { License } from './look.ts'
import { notValid, tooManyUses } from './refusals.ts'
import { atMost } from './validity.rules.ts'

/** What a program reports: how many use it now, and how often it was used since the last report. */
export interface Usage {
  readonly users?: number | undefined
  readonly workspaces?: number | undefined
  readonly uses?: number | undefined
}

const used = (tenantId: string, id: string, uses: number): Statement => ({
  text: 'update licensing.license set uses = $3, last_seen_at = now() where tenant_id = $1 and id = $2',
  values: [tenantId, id, uses],
})

/** More uses than allowed are refused whole; the licence is locked, so two reports at once cannot both fit. */
function takeUses(locked: Locked, uses: number): Partial<License> {
  const { work, license } = locked
  const { maxUses, overage } = license.policy
  requireValid(locked.judge({}))
  const allowed = maxUses === null ? Infinity : atMost(maxUses, overage)
  if (license.uses + uses > allowed) throw tooManyUses({ allowed, used: license.uses })
  work.write(used(work.tenant.id, license.id, license.uses + uses))
  return { uses: license.uses + uses }
}

/** Ended by a decision: what it is used for since then is no report any more. Beyond its days or its count it may report. */
const closed: readonly string[] = ['TERMINATED', 'SUPERSEDED', 'SUSPENDED']

export async function recordUsage(locked: Locked, { users, workspaces, uses }: Usage): Promise<Judged> {
  const { ctx, license } = locked
  const { code } = locked.judge({})
  if (closed.includes(code)) throw notValid({ detail: codes[code] })
  const taken = uses === undefined ? {} : takeUses(locked, uses)
  if (users === undefined && workspaces === undefined) {
    await putInUse(locked)
    return locked.judge({}, taken)
  }
  const actualUsers = users ?? license.actualUsers ?? 0
  const actualWorkspaces = workspaces ?? license.actualWorkspaces
  await ctx.run(reportUsage, license.id, { users: actualUsers, ...(workspaces === undefined ? {} : { workspaces }) })
  return locked.judge({}, { ...taken, actualUsers, actualWorkspaces })
}
