import { hash } from 'node:crypto'
import type { Statement } from '../data/batch.ts'
import type { Actor } from '../entity/ctx.ts'
import { canonical } from './canonical.ts'

/** One change of one record, as it is kept for ever: who, where, from where, before and after. */
export interface AuditEvent {
  readonly id: string
  readonly tenantId: string
  readonly at: string
  readonly memberId: string | null
  readonly actorName: string
  readonly siteId: string | null
  readonly via: string
  readonly address: string | null
  readonly requestId: string | null
  readonly entity: string
  readonly recordId: string
  /** `create`, `update`, `remove`, `restore` or an action's name. */
  readonly act: string
  readonly reason: string | null
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
}

/** SHA-256 over every content column, so that a row edited later no longer agrees with itself. */
export function eventHash(event: AuditEvent): string {
  return hash('sha256', canonical(event), 'hex')
}

export function auditEvent(
  change: Pick<AuditEvent, 'id' | 'tenantId' | 'at' | 'entity' | 'recordId' | 'act' | 'reason' | 'before' | 'after'>,
  actor: Actor,
): AuditEvent {
  return {
    ...change,
    memberId: actor.memberId,
    actorName: actor.name,
    siteId: actor.siteId,
    via: actor.origin.via,
    address: actor.origin.address ?? null,
    requestId: actor.origin.requestId ?? null,
  }
}

const columns = [
  'tenant_id',
  'id',
  'at',
  'member_id',
  'actor_name',
  'site_id',
  'via',
  'address',
  'request_id',
  'entity',
  'record_id',
  'act',
  'reason',
  'before',
  'after',
  'hash',
]
const insert = `insert into kernel.audit_event (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})`

export function insertAudit(event: AuditEvent): Statement {
  const json = (value: AuditEvent['before']) => (value === null ? null : JSON.stringify(value))
  return {
    text: insert,
    touches: event.entity,
    values: [
      event.tenantId,
      event.id,
      event.at,
      event.memberId,
      event.actorName,
      event.siteId,
      event.via,
      event.address,
      event.requestId,
      event.entity,
      event.recordId,
      event.act,
      event.reason,
      json(event.before),
      json(event.after),
      eventHash(event),
    ],
  }
}
