import type { Pool } from '../data/pool.ts'
import { type Block, blockHash, digestsOf, genesis } from './block.ts'
import { eventHash } from './event.ts'
import { allBlocks, allEvents, type Floor, floorOf, type StoredEvent } from './stored.ts'

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
  /** Events no longer kept, as the organisation wished; their blocks still stand in the chain. */
  readonly forgotten: number
  /** Events that are not yet in a block; nothing vouches for them but their own hash. */
  readonly unsealed: number
  /** The hash of the last block: note it elsewhere, and even the loss of the newest blocks can be shown. */
  readonly head: string
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
  const floor = await floorOf(pool, tenantId)
  const counted = { blocks: 0, events: 0, forgotten: floor.events, unsealed: 0, head: genesis }
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
    const changed = isForgotten(block, floor, hashes) ? undefined : faultOfEvents(block, hashes)
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

/** A block below the floor has no events left; one that is found there was slipped in. */
const isForgotten = ({ sequence }: Block, floor: Floor, found: readonly string[]) =>
  sequence <= floor.sequence && found.length === 0

const isWithin = ({ tx, id }: StoredEvent, { toTx, toId }: Block) => tx < toTx || (tx === toTx && id <= toId)
