import type { AuditEvent } from '../audit/event.ts'
import type { Statement } from '../data/batch.ts'

const insert = `insert into kernel.outbox_event (tenant_id, id, name, entity, record_id, available_at) values ($1, $2, $3, $4, $5, $6)`

/** A change to be told to reactions after commit. It carries the id of its audit row, which holds before and after. */
export const insertOutbox = (event: AuditEvent, name: string): Statement => ({
  text: insert,
  values: [event.tenantId, event.id, name, event.entity, event.recordId, event.at],
})
