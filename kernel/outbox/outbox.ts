import { Counter, Gauge, type Registry } from 'prom-client'
import { describeError } from '../background/describe-error.ts'
import type { Log } from '../background/log.ts'
import { sweep } from '../background/sweep.ts'
import type { Tenants } from '../background/tenants.ts'
import { type Next, takeTurns } from '../background/turns.ts'
import type { Runtime } from '../data/unit-of-work.ts'
import type { Catalog } from '../entity/catalog.ts'
import type { Tenant } from '../entity/ctx.ts'
import { attemptLimit, dropUnheard, dueEvents, outlook, type Pending, postpone, readPending } from './pending.ts'
import { react } from './react.ts'
import { type Subscription, subscribed, subscriptionsOf } from './subscriptions.ts'

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
const longestRetry = 3_600_000

function backoff(attempts: number, first: number): number {
  const full = Math.min(longestRetry, first * 2 ** attempts)
  return Math.round(full * (0.75 + Math.random() / 2))
}

/** Tells reactions what happened, after commit, each as a transaction of its own until it succeeds. */
export function startOutbox(options: OutboxOptions): Outbox {
  const { runtime, tenants, log, delay = 100, sweepEvery = 60_000 } = options
  const all = subscriptionsOf(options.catalog)
  const meters = measure(options.registry)
  let stopped = false
  const deliver = delivery(options, meters)

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
    for (const cells of due) {
      if (stopped || Date.now() > until) return 'more'
      const event = readPending(tenantId, cells)
      const wait = await deliver(tenant, event, reactions.get(event.name) ?? [])
      if (wait !== undefined) waits.push(wait)
    }
    if (due.length === batch || dropped.length === dropLimit) return 'more'
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

/** Runs all reactions of an event; answers the milliseconds to the next attempt when one of them failed. */
function delivery({ runtime, log, firstRetry = 1_000, reactionLimit = 30_000 }: OutboxOptions, meters: Meters) {
  return async (
    tenant: Tenant,
    event: Pending,
    subscriptions: readonly Subscription[],
  ): Promise<number | undefined> => {
    const failures: unknown[] = []
    for (const [i, subscription] of subscriptions.entries()) {
      const last = i === subscriptions.length - 1 && failures.length === 0
      const outcome = await react(runtime, { tenant, event, subscription, last }, reactionLimit)
      if (outcome === 'elsewhere') return undefined
      meters.count(subscription.reaction.name, outcome === 'done' ? 'done' : 'failed')
      if (outcome === 'done') continue
      failures.push(outcome.failed)
      const fields = { err: outcome.failed, tenantId: tenant.id, event: event.id, reaction: subscription.reaction.name }
      log.warn({ ...fields, attempt: event.attempts + 1 }, 'A reaction failed')
    }
    if (failures.length === 0) return undefined
    const wait = backoff(event.attempts, firstRetry)
    await runtime.pool.flight(tenant.id, [postpone(event, wait, describeError(failures[0]))])
    return event.attempts + 1 < attemptLimit ? wait : undefined
  }
}

interface Meters {
  count(reaction: string, result: 'done' | 'failed'): void
  setDead(tenantId: string, events: number): void
}
function measure(registry: Registry | undefined): Meters {
  if (!registry) return { count: () => {}, setDead: () => {} }
  const registers = [registry]
  const labelNames = ['reaction', 'result'] as const
  const reactions = new Counter({
    name: 'tenon_reactions_total',
    help: 'Reactions run, by result',
    labelNames,
    registers,
  })
  const gauge = new Gauge({
    name: 'tenon_outbox_dead_events',
    help: 'Events whose reactions failed for good',
    registers,
  })
  const dead = new Map<string, number>()
  return {
    count: (reaction, result) => reactions.inc({ reaction, result }),
    setDead: (tenantId, events) => {
      if (events) dead.set(tenantId, events)
      else dead.delete(tenantId)
      gauge.set([...dead.values()].reduce((sum, n) => sum + n, 0))
    },
  }
}
