import { auditEvent, insertAudit } from '@tenon/kernel/audit/event.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import { v7 as uuid } from 'uuid'

export interface Deed {
  readonly memberId: string
  readonly act: string
  readonly before?: Readonly<Record<string, unknown>>
  readonly after?: Readonly<Record<string, unknown>>
}
/** Queues the record of what someone did about their own or another's sign-in, as part of that member's history. */
export function recordDeed(work: Work, { memberId, act, before, after }: Deed): void {
  const change = { entity: 'identity.member', recordId: memberId, act, reason: null }
  const content = { before: before ?? null, after: after ?? null }
  work.write(
    insertAudit(auditEvent({ id: uuid(), tenantId: work.tenant.id, at: work.now, ...change, ...content }, work.actor)),
  )
}
