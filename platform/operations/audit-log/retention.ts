import { recordAct } from '@tenon/kernel/audit/record-act.ts'
import { readFlight, unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { toInstant } from '@tenon/kernel/fields/date/date.ts'
import type { Cells } from '@tenon/kernel/fields/field.ts'
import type { Session } from '@tenon/kernel/operations/read.ts'
import { auditLog } from './audit-log.entity.ts'

export interface Retention {
  /** Null: for good. */
  readonly months: number | null
  readonly forgotten: number
  readonly forgottenAt: string | null
}

const look = (tenantId: string) => ({
  text: `select t.audit_months, f.events, f.forgotten_at from kernel.tenant t
    left join kernel.audit_floor f on f.tenant_id = t.id where t.id = $1`,
  values: [tenantId],
})
const toRetention = ([months, events, at]: Cells): Retention => ({
  months: months ? Number(months) : null,
  forgotten: Number(events ?? 0),
  forgottenAt: at ? toInstant(at) : null,
})

export async function keeping({ runtime, tenant, actor }: Session): Promise<Retention> {
  const { results } = await readFlight(runtime, tenant, actor, [look(tenant.id)])
  return toRetention(results[0]?.[0] as Cells)
}

/** From now on the history is kept for so many months; what is older goes with the next upkeep. Recorded in the log. */
export function keepFor({ runtime, tenant, actor }: Session, months: number | null): Promise<Retention> {
  return unitOfWork(runtime, tenant, actor, async work => {
    const [cells] = await work.read({ ...look(tenant.id), text: `${look(tenant.id).text} for no key update of t` })
    const before = toRetention(cells as Cells)
    if (before.months === months) return before
    work.write({ text: 'update kernel.tenant set audit_months = $2 where id = $1', values: [tenant.id, months] })
    const content = { before: { months: before.months }, after: { months } }
    recordAct(work, { entity: auditLog.name, recordId: tenant.id, act: 'keep', ...content })
    return { ...before, months }
  })
}
