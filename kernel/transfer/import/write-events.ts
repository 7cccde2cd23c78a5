import { v7 as uuid } from 'uuid'
import { type AuditEvent, auditEvent, eventHash } from '../../audit/event.ts'
import type { Statement } from '../../data/batch.ts'
import type { Values } from '../../data/shape.ts'
import type { Work } from '../../data/unit-of-work.ts'
import type { AnyEntity } from '../../entity/entity.ts'

/** A change of one record, as history will tell it. */
export interface RecordChange {
  readonly recordId: string
  readonly act: 'create' | 'update' | 'remove'
  readonly before: Values | null
  readonly after: Values | null
  /** Of the record once it is changed. */
  readonly version: number
}
export interface RecordedChange extends RecordChange {
  readonly eventId: string
}

const past = { create: 'created', update: 'updated', remove: 'removed' } as const
const json = (value: Readonly<Values> | null) => (value === null ? null : JSON.stringify(value))

function insertAudits(events: readonly AuditEvent[]): Statement {
  const [first] = events as readonly [AuditEvent]
  return {
    touches: first.entity,
    text: `insert into kernel.audit_event (tenant_id, at, member_id, actor_name, site_id, via, address, request_id, entity, reason,
        id, record_id, act, before, after, hash)
      select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, e.id, e.record_id, e.act, e.before::jsonb, e.after::jsonb, e.hash
      from unnest($11::uuid[], $12::uuid[], $13::text[], $14::text[], $15::text[], $16::text[]) as e (id, record_id, act, before, after, hash)`,
    values: [
      first.tenantId,
      first.at,
      first.memberId,
      first.actorName,
      first.siteId,
      first.via,
      first.address,
      first.requestId,
      first.entity,
      first.reason,
      events.map(e => e.id),
      events.map(e => e.recordId),
      events.map(e => e.act),
      events.map(e => json(e.before)),
      events.map(e => json(e.after)),
      events.map(eventHash),
    ],
  }
}

function insertOutboxes(events: readonly AuditEvent[], names: readonly string[]): Statement {
  const [first] = events as readonly [AuditEvent]
  return {
    text: `insert into kernel.outbox_event (tenant_id, id, name, entity, record_id, available_at)
      select $1, e.id, e.name, $2, e.record_id, $3 from unnest($4::uuid[], $5::text[], $6::uuid[]) as e (id, name, record_id)`,
    values: [first.tenantId, first.entity, first.at, events.map(e => e.id), names, events.map(e => e.recordId)],
  }
}

/** Queues the audit row and the outbox event of each change, and answers under which event each is kept. */
export function recordChanges(work: Work, entity: AnyEntity, changes: readonly RecordChange[]): RecordedChange[] {
  if (changes.length === 0) return []
  const events = changes.map(({ recordId, act, before, after }) =>
    auditEvent(
      {
        id: uuid(),
        tenantId: work.tenant.id,
        at: work.now,
        entity: entity.name,
        recordId,
        act,
        reason: null,
        before,
        after,
      },
      work.actor,
    ),
  )
  work.write(insertAudits(events))
  work.write(
    insertOutboxes(
      events,
      changes.map(({ act }) => `${entity.name}.${past[act]}`),
    ),
  )
  return changes.map((change, i) => ({ ...change, eventId: (events[i] as AuditEvent).id }))
}

/** What an import changed, so that it can be taken back. */
export const insertChanges = (tenantId: string, importId: string, changes: readonly RecordedChange[]): Statement => ({
  text: `insert into kernel.import_change (tenant_id, import_id, record_id, event_id, version)
    select $1, $2, c.record_id, c.event_id, c.version from unnest($3::uuid[], $4::uuid[], $5::int[]) as c (record_id, event_id, version)`,
  values: [tenantId, importId, changes.map(c => c.recordId), changes.map(c => c.eventId), changes.map(c => c.version)],
})
