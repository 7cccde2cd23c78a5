import { v7 as uuid } from 'uuid'
import type { Statement } from '../data/batch.ts'
import type { Work } from '../data/unit-of-work.ts'
import type { Actor } from '../entity/ctx.ts'
import { type AuditEvent, auditEvent, insertAudit } from './event.ts'

type Act = Pick<AuditEvent, 'entity' | 'recordId' | 'act'> & Partial<Pick<AuditEvent, 'reason' | 'before' | 'after'>>
type Place = Pick<AuditEvent, 'tenantId' | 'at'>

/** The statement that records an act, for a transaction that is no unit of work. */
export function insertAct(place: Place, { reason = null, before = null, after = null, ...act }: Act, actor: Actor) {
  return insertAudit(auditEvent({ id: uuid(), ...place, ...act, reason, before, after }, actor)) satisfies Statement
}

/** Queues the record of an act that changes no record of an entity by the usual way: settings, sign-in. */
export const recordAct = (work: Work, act: Act): void =>
  work.write(insertAct({ tenantId: work.tenant.id, at: work.now }, act, work.actor))
