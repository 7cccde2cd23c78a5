import type { Log } from '../background/log.ts'
import { sweep } from '../background/sweep.ts'
import type { Tenants } from '../background/tenants.ts'
import { type Next, takeTurns } from '../background/turns.ts'
import type { Statement } from '../data/batch.ts'
import type { Pool } from '../data/pool.ts'
import type { Runtime } from '../data/unit-of-work.ts'
import { blockLimit, genesis } from './block.ts'

/** Where the chain ends: the last block and the place of its last event. */
const place = `last as materialized (
    select sequence, to_tx, to_id, hash from kernel.audit_block where tenant_id = $1::uuid order by sequence desc limit 1
  ), place as materialized (
    select coalesce((select sequence from last), 0) + 1 as sequence, coalesce((select hash from last), '${genesis}') as previous,
      coalesce((select to_tx from last), -9223372036854775808) as tx,
      coalesce((select to_id from last), '00000000-0000-0000-0000-000000000000') as id
  )`
/** Plain parameters to the index, so that finding nothing beyond the end costs nothing. */
const isBeyond = '(tx, id) > ((select tx from place), (select id from place))'
const sha = (text: string) => `encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`

/**
 * Seals the tenant's next events into one block, wholly inside PostgreSQL. Only events of transactions below the oldest
 * one still running are taken: nothing can come to stand before or between them any more. Two servers may try at once:
 * one holds the lock or wins the sequence, the other seals nothing. Answers the number of sealed events, or no row.
 */
const seal = (tenantId: string, limit: number): Statement => ({
  text: `with turn as materialized (
    select pg_try_advisory_xact_lock(hashtextextended('audit ' || $1::text, 0)) as mine
  ), ${place}, next as materialized (
    select tx, id, hash from kernel.audit_event
    where tenant_id = $1::uuid and (select mine from turn)
      and ${isBeyond} and tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    order by tx, id limit $2
  ), sums as materialized (
    select count(*) as events, (array_agg(tx order by tx desc, id desc))[1] as to_tx, (array_agg(id order by tx desc, id desc))[1] as to_id,
      ${sha("string_agg(hash, '' order by tx, id)")} as ordered, ${sha(`string_agg(hash, '' order by hash collate "C")`)} as content
    from next
  )
  insert into kernel.audit_block (tenant_id, sequence, to_tx, to_id, events, ordered, content, previous, hash)
  select $1::uuid, p.sequence, s.to_tx, s.to_id, s.events, s.ordered, s.content, p.previous,
    ${sha("p.previous || ' ' || p.sequence || ' ' || s.events || ' ' || s.ordered || ' ' || s.content")}
  from place p, sums s where s.events > 0
  on conflict (tenant_id, sequence) do nothing returning events`,
  values: [tenantId, limit],
})

/** Whether events wait beyond the last block. */
const unsealed = (tenantId: string): Statement => ({
  text: `with ${place} select exists (select 1 from kernel.audit_event where tenant_id = $1::uuid and ${isBeyond})`,
  values: [tenantId],
})

/** Seals one block; `events` is 0 when there was nothing to seal yet, `waiting` tells whether events are left. */
export async function sealBlock(
  pool: Pool,
  tenantId: string,
  limit = blockLimit,
): Promise<{ events: number; waiting: boolean }> {
  const [sealed, rest] = await pool.flight(tenantId, [seal(tenantId, limit), unsealed(tenantId)])
  return { events: Number(sealed?.[0]?.[0] ?? 0), waiting: rest?.[0]?.[0] === 't' }
}

export interface SealingOptions {
  readonly runtime: Runtime
  readonly tenants: Tenants
  readonly log: Log
  /** Milliseconds from a commit to its sealing, in which further commits of the tenant join it. */
  readonly delay?: number
  readonly sweepEvery?: number
}
export interface Sealing {
  /** To be called after each commit. */
  wake(tenantId: string): void
  stop(): Promise<void>
}

/** Seals what each tenant committed, about a second later; no writer waits for it. */
export function startSealing({ runtime, tenants, log, delay = 1_000, sweepEvery = 60_000 }: SealingOptions): Sealing {
  async function visit(tenantId: string): Promise<Next> {
    const { events, waiting } = await sealBlock(runtime.pool, tenantId)
    if (!waiting) return 'idle'
    // Something older is still running somewhere; only its end can let these events be sealed.
    return events > 0 ? 'more' : { after: Math.max(delay, 2_000) }
  }
  const turns = takeTurns({ concurrency: 1, delay, visit, log })
  const sweeping = sweep({ tenants, every: sweepEvery, wake: turns.wake, log })
  return {
    wake: turns.wake,
    stop: async () => {
      await Promise.all([sweeping.stop(), turns.stop()])
    },
  }
}
