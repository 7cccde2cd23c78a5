import type { Statement } from '../data/batch.ts'
import type { Cells } from '../fields/field.ts'

/** An event that waits for its reactions. `availableAt` is the text PostgreSQL wrote: it is part of the key. */
export interface Pending {
  readonly tenantId: string
  readonly id: string
  readonly name: string
  readonly entity: string
  readonly recordId: string
  readonly availableAt: string
  readonly attempts: number
}

/** Attempts after which an event waits for an operator. */
export const attemptLimit = 12
const key = 'tenant_id = $1 and available_at = $2::timestamptz and id = $3'
const keyOf = ({ tenantId, availableAt, id }: Pending) => [tenantId, availableAt, id]

/** Removes events that nobody listens to, and answers one row for each. Two servers at it take them in the same order. */
export const dropUnheard = (tenantId: string, heard: readonly string[], limit: number): Statement => ({
  text: `delete from kernel.outbox_event where tenant_id = $1 and (available_at, id) in (
    select available_at, id from kernel.outbox_event
    where tenant_id = $1 and available_at < 'infinity' and name <> all($2::text[])
    order by available_at, id limit $3) returning 1`,
  values: [tenantId, heard, limit],
})

/** Fresh events are due whatever the clock of the server that wrote them said. */
export const dueEvents = (tenantId: string, heard: readonly string[], limit: number): Statement => ({
  text: `select id, name, entity, record_id, available_at::text, attempts from kernel.outbox_event
    where tenant_id = $1 and available_at < 'infinity' and name = any($2::text[])
    and (attempts = 0 or available_at <= now()) order by available_at, id limit $3`,
  values: [tenantId, heard, limit],
})

export function readPending(tenantId: string, cells: Cells): Pending {
  const [id, name, entity, recordId, availableAt, attempts] = cells as string[]
  return { tenantId, id, name, entity, recordId, availableAt, attempts: Number(attempts) } as Pending
}

/** One row: milliseconds until the next retry (null for none), and how many events are dead. */
export const outlook = (tenantId: string): Statement => ({
  text: `select
    (select ceil(extract(epoch from available_at - now()) * 1000) from kernel.outbox_event
      where tenant_id = $1 and available_at > now() and available_at < 'infinity' and attempts > 0
      order by available_at limit 1),
    (select count(*) from kernel.outbox_event where tenant_id = $1 and available_at = 'infinity')`,
  values: [tenantId],
})

/** Locks an event for one reaction and reads what happened. No row: it is done, or another server is at it. */
export const lockEvent = (event: Pending, reaction: string): Statement => ({
  text: `select a.at, a.before, a.after, exists (select 1 from kernel.reaction_done d
      where d.tenant_id = $1 and d.event_id = $3 and d.reaction = $4)
    from kernel.outbox_event e join kernel.audit_event a on a.tenant_id = $1 and a.id = e.id
    where e.${key.replaceAll(' and ', ' and e.')} for update of e skip locked`,
  values: [...keyOf(event), reaction],
})

export const markDone = (event: Pending, reaction: string): Statement => ({
  text: 'insert into kernel.reaction_done (tenant_id, event_id, reaction) values ($1, $2, $3)',
  values: [event.tenantId, event.id, reaction],
})

/** Takes an event off the outbox together with the memory of its reactions. */
export const finishEvent = (event: Pending): readonly Statement[] => [
  { text: `delete from kernel.outbox_event where ${key}`, values: keyOf(event) },
  {
    text: 'delete from kernel.reaction_done where tenant_id = $1 and event_id = $2',
    values: [event.tenantId, event.id],
  },
]

/** Counts a failed attempt; the last one leaves the event dead, out of the way of all others. */
export const postpone = (event: Pending, ms: number, reason: string): Statement => ({
  text: `update kernel.outbox_event set attempts = attempts + 1, last_error = $5,
    available_at = case when attempts + 1 >= ${attemptLimit} then 'infinity' else now() + $4 * interval '1 millisecond' end
    where ${key}`,
  values: [...keyOf(event), ms, reason],
})

/** Gives a dead event its attempts back. */
export const reviveEvent = (tenantId: string, id: string): Statement => ({
  text: `update kernel.outbox_event set attempts = 0, available_at = now()
    where tenant_id = $1 and available_at = 'infinity' and id = $2 returning 1`,
  values: [tenantId, id],
})
