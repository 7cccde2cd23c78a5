import { describeError } from '../background/describe-error.ts'
import type { Log } from '../background/log.ts'
import type { Runtime } from '../data/unit-of-work.ts'
import type { Tenant } from '../entity/ctx.ts'
import type { Meters } from './meters.ts'
import { attemptLimit, type Pending, postpone } from './pending.ts'
import { react } from './react.ts'
import type { Subscription } from './subscriptions.ts'

export interface DeliveryOptions {
  readonly runtime: Runtime
  readonly log: Log
  readonly meters: Meters
  readonly firstRetry?: number
  readonly reactionLimit?: number
}

const longestRetry = 3_600_000
function backoff(attempts: number, first: number): number {
  const full = Math.min(longestRetry, first * 2 ** attempts)
  return Math.round(full * (0.75 + Math.random() / 2))
}

/** What became of an event: done (or dead), in the hands of another server, or due again after some milliseconds. */
export type Delivered = 'done' | 'elsewhere' | number

/** Runs all reactions of an event, those already done excepted; one that fails keeps no other from its effect. */
export function delivery({ runtime, log, meters, firstRetry = 1_000, reactionLimit = 30_000 }: DeliveryOptions) {
  return async (tenant: Tenant, event: Pending, subscriptions: readonly Subscription[]): Promise<Delivered> => {
    const failures: unknown[] = []
    for (const [i, subscription] of subscriptions.entries()) {
      const last = i === subscriptions.length - 1 && failures.length === 0
      const outcome = await react(runtime, { tenant, event, subscription, last }, reactionLimit)
      if (outcome === 'elsewhere') return outcome
      meters.count(subscription.reaction.name, outcome === 'done' ? 'done' : 'failed')
      if (outcome === 'done') continue
      failures.push(outcome.failed)
      const fields = { err: outcome.failed, tenantId: tenant.id, event: event.id, reaction: subscription.reaction.name }
      log.warn({ ...fields, attempt: event.attempts + 1 }, 'A reaction failed')
    }
    if (failures.length === 0) return 'done'
    const wait = backoff(event.attempts, firstRetry)
    await runtime.pool.flight(tenant.id, [postpone(event, wait, describeError(failures[0]))])
    return event.attempts + 1 < attemptLimit ? wait : 'done'
  }
}
