import type { Statement } from '../data/batch.ts'
import type { Pool } from '../data/pool.ts'
import type { Cells } from '../fields/field.ts'
import { type Block, blockHash, digestsOf, genesis } from './block.ts'
import { type AuditEvent, eventHash } from './event.ts'

/** The first place where a tenant's history is not what was sealed. */
export type Fault =
  /** The event's content does not agree with its own hash. */
  | { readonly kind: 'edited'; readonly eventId: string; readonly at: string }
  /** The block holds fewer, more, the same in another order, or as many but other events than were sealed. */
  | {
      readonly kind: 'removed' | 'inserted' | 'reordered' | 'replaced'
      readonly block: number
      readonly sealed: number
      readonly found: number
    }
  /** The block's own columns do not agree with its hash or with its neighbour. */
  | { readonly kind: 'blockEdited' | 'chainBroken' | 'blockMissing'; readonly block: number }
  /** Events carry a transaction number this cluster has not reached: the copy was restored without being renumbered. */
  | { readonly kind: 'foreignTransactions'; readonly eventId: string }

export interface Verification {
  readonly fault: Fault | undefined
  readonly blocks: number
  readonly events: number
  /** Events that are not yet in a block; nothing vouches for them but their own hash. */
  readonly unsealed: number
  /** The hash of the last block: note it elsewhere, and even the loss of the newest blocks can be shown. */
  readonly head: string
}

interface StoredEvent {
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

async function* allEvents(pool: Pool, tenantId: string): AsyncGenerator<StoredEvent> {
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
async function* allBlocks(pool: Pool, tenantId: string): AsyncGenerator<Block> {
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

function faultOfBlock(block: Block, before: Block | undefined): Fault | undefined {
  const expected = (before?.sequence ?? 0) + 1
  if (block.sequence !== expected) return { kind: 'blockMissing', block: expected }
  if (blockHash(block) !== block.hash) return { kind: 'blockEdited', block: block.sequence }
  if (block.previous !== (before?.hash ?? genesis)) return { kind: 'chainBroken', block: block.sequence }
  return undefined
}

function faultOfEvents({ sequence, events, ordered, content }: Block, found: readonly string[]): Fault | undefined {
  const digests = digestsOf(found)
  if (digests.ordered === ordered && found.length === events) return undefined
  const counts = { block: sequence, sealed: events, found: found.length }
  if (found.length !== events) return { kind: found.length < events ? 'removed' : 'inserted', ...counts }
  return { kind: digests.content === content ? 'reordered' : 'replaced', ...counts }
}

function faultOfEvent({ id, hash, content, future }: StoredEvent): Fault | undefined {
  if (eventHash(content) !== hash) return { kind: 'edited', eventId: id, at: content.at }
  return future ? { kind: 'foreignTransactions', eventId: id } : undefined
}

/**
 * Reads a tenant's whole history and compares it with its chain, in flat memory: about a thousand events per flight.
 * Stops at the first fault. Changes nothing.
 */
export async function verifyChain(pool: Pool, tenantId: string): Promise<Verification> {
  const counted = { blocks: 0, events: 0, unsealed: 0, head: genesis }
  const events = allEvents(pool, tenantId)
  let next = await events.next()
  let before: Block | undefined
  const faulty = (fault: Fault): Verification => ({ ...counted, fault })

  for await (const block of allBlocks(pool, tenantId)) {
    const broken = faultOfBlock(block, before)
    if (broken) return faulty(broken)
    const hashes: string[] = []
    for (; !next.done && isWithin(next.value, block); next = await events.next()) {
      const edited = faultOfEvent(next.value)
      if (edited) return faulty(edited)
      hashes.push(next.value.hash)
    }
    const changed = faultOfEvents(block, hashes)
    if (changed) return faulty(changed)
    counted.blocks++
    counted.events += hashes.length
    counted.head = block.hash
    before = block
  }
  for (; !next.done; next = await events.next()) {
    const edited = faultOfEvent(next.value)
    if (edited) return faulty(edited)
    counted.unsealed++
    counted.events++
  }
  return { ...counted, fault: undefined }
}

const isWithin = ({ tx, id }: StoredEvent, { toTx, toId }: Block) => tx < toTx || (tx === toTx && id <= toId)
