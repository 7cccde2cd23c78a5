import type { Registry } from 'prom-client'
import type { Log } from '../background/log.ts'
import { sweep } from '../background/sweep.ts'
import type { Tenants } from '../background/tenants.ts'
import { type Next, takeTurns } from '../background/turns.ts'
import type { Runtime } from '../data/unit-of-work.ts'
import type { Catalog } from '../entity/catalog.ts'
import { delivery } from './delivery.ts'
import { measure } from './meters.ts'
import { dropUnheard, dueEvents, outlook, readPending } from './pending.ts'
import { subscribed, subscriptionsOf } from './subscriptions.ts'

export interface OutboxOptions {
  readonly runtime: Runtime
  readonly catalog: Catalog
  readonly tenants: Tenants
  readonly log: Log
  readonly registry?: Registry
  /** Tenants served at the same time; each takes one connection while it is. */
  readonly concurrency?: number
  /** Milliseconds from a commit to its reactions, in which further commits of the tenant join it. */
  readonly delay?: number
  /** Milliseconds in which every tenant is visited once, whatever was or was not told. */
  readonly sweepEvery?: number
  /** Milliseconds until the second attempt; doubled for each further one, at most an hour. */
  readonly firstRetry?: number
  /** Milliseconds after which a reaction that does not come back is given up and counts as failed. */
  readonly reactionLimit?: number
}
export interface Outbox {
  /** To be called after each commit. */
  wake(tenantId: string): void
  /** Lets reactions that run come to their end. */
  stop(): Promise<void>
}

const dropLimit = 5_000
const batch = 50
/** A tenant with much to do makes room for the others after this many milliseconds. */
const turnLength = 1_000
/** An event that another server has at the moment is looked at again after as long. */
const elsewhere = 2_000

/** Tells reactions what happened, after commit, each as a transaction of its own until it succeeds. */
export function startOutbox(options: OutboxOptions): Outbox {
  const { runtime, tenants, log, delay = 100, sweepEvery = 60_000 } = options
  const all = subscriptionsOf(options.catalog)
  const meters = measure(options.registry)
  let stopped = false
  const deliver = delivery({ ...options, meters })

  async function visit(tenantId: string): Promise<Next> {
    const tenant = await tenants.find(tenantId)
    if (!tenant) return 'idle'
    const reactions = await subscribed(all, tenant, tenants)
    const heard = [...reactions.keys()]
    const [dropped = [], due = [], [row] = []] = await runtime.pool.flight(tenantId, [
      dropUnheard(tenantId, heard, dropLimit),
      dueEvents(tenantId, heard, batch),
      outlook(tenantId),
    ])
    meters.setDead(tenantId, Number(row?.[1]))
    const waits = row?.[0] == null ? [] : [Number(row[0])]
    const until = Date.now() + turnLength
    let progress = dropped.length === dropLimit
    for (const cells of due) {
      if (stopped || Date.now() > until) return 'more'
      const event = readPending(tenantId, cells)
      const wait = await deliver(tenant, event, reactions.get(event.name) ?? [])
      if (wait !== 'elsewhere') progress ||= due.length === batch
      if (wait !== 'done') waits.push(wait === 'elsewhere' ? elsewhere : wait)
    }
    if (progress) return 'more'
    return waits.length ? { after: Math.min(...waits) } : 'idle'
  }

  const turns = takeTurns({ concurrency: options.concurrency ?? 2, delay, visit, log })
  const sweeping = sweep({ tenants, every: sweepEvery, wake: turns.wake, log })
  return {
    wake: turns.wake,
    stop: async () => {
      stopped = true
      await Promise.all([sweeping.stop(), turns.stop()])
    },
  }
}
