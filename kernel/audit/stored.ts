import type { Statement } from '../data/batch.ts'
import type { Pool } from '../data/pool.ts'
import type { Cells } from '../fields/field.ts'
import type { Block } from './block.ts'
import type { AuditEvent } from './event.ts'

export interface StoredEvent {
  readonly tx: number
  readonly id: string
  readonly hash: string
  readonly content: AuditEvent
  readonly future: boolean
}
const page = 1_000
const eventPage = (tenantId: string, after: { tx: number; id: string } | undefined): Statement => ({
  text: `select tx, id, hash, tx >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint, at, member_id, actor_name, site_id, via,
      address, request_id, entity, record_id, act, reason, before, after
    from kernel.audit_event where tenant_id = $1 and (tx, id) > ($2::bigint, $3::uuid) order by tx, id limit ${page}`,
  values: [tenantId, after?.tx ?? '-9223372036854775808', after?.id ?? '00000000-0000-0000-0000-000000000000'],
})
const blockPage = (tenantId: string, after: number): Statement => ({
  text: `select sequence, to_tx, to_id, events, ordered, content, previous, hash
    from kernel.audit_block where tenant_id = $1 and sequence > $2 order by sequence limit ${page}`,
  values: [tenantId, after],
})

function readEvent(tenantId: string, cells: Cells): StoredEvent {
  const [
    tx,
    id,
    hash,
    future,
    at,
    memberId,
    actorName,
    siteId,
    via,
    address,
    requestId,
    entity,
    recordId,
    act,
    reason,
  ] = cells as string[]
  const json = (text: string | null | undefined) => (text == null ? null : JSON.parse(text))
  const content = {
    id,
    tenantId,
    at: new Date(at as string).toISOString(),
    memberId,
    actorName,
    siteId,
    via,
    address,
    requestId,
    entity,
    recordId,
    act,
    reason,
    before: json(cells[15]),
    after: json(cells[16]),
  } as AuditEvent
  return { tx: Number(tx), id: id as string, hash: hash as string, content, future: future === 't' }
}
function readBlock([sequence, toTx, toId, events, ordered, content, previous, hash]: Cells): Block {
  const numbers = { sequence: Number(sequence), toTx: Number(toTx), events: Number(events) }
  return { ...numbers, toId, ordered, content, previous, hash } as Block
}

/** How much of the beginning is no longer kept: up to which block, and how many events that were. */
export interface Floor {
  readonly sequence: number
  readonly events: number
}
export async function floorOf(pool: Pool, tenantId: string): Promise<Floor> {
  const text = 'select sequence, events from kernel.audit_floor where tenant_id = $1'
  const [rows = []] = await pool.flight(tenantId, [{ text, values: [tenantId] }])
  const [sequence = '0', events = '0'] = rows[0] ?? []
  return { sequence: Number(sequence), events: Number(events) }
}

export async function* allEvents(pool: Pool, tenantId: string): AsyncGenerator<StoredEvent> {
  let last: StoredEvent | undefined
  for (;;) {
    const [rows = []] = await pool.flight(tenantId, [eventPage(tenantId, last)])
    for (const cells of rows) {
      last = readEvent(tenantId, cells)
      yield last
    }
    if (rows.length < page) return
  }
}
export async function* allBlocks(pool: Pool, tenantId: string): AsyncGenerator<Block> {
  let last = 0
  for (;;) {
    const [rows = []] = await pool.flight(tenantId, [blockPage(tenantId, last)])
    for (const block of rows.map(readBlock)) {
      last = block.sequence
      yield block
    }
    if (rows.length < page) return
  }
}
