import { v7 as uuid } from 'uuid'
import type { Work } from '../data/unit-of-work.ts'
import { type AuditEvent, auditEvent, insertAudit } from './event.ts'

type Act = Pick<AuditEvent, 'entity' | 'recordId' | 'act'> & Partial<Pick<AuditEvent, 'reason' | 'before' | 'after'>>

/** Queues the record of an act that changes no record of an entity by the usual way: settings, sign-in. */
export function recordAct(work: Work, { reason = null, before = null, after = null, ...act }: Act): void {
  const place = { id: uuid(), tenantId: work.tenant.id, at: work.now }
  work.write(insertAudit(auditEvent({ ...place, ...act, reason, before, after }, work.actor)))
}
