import { slotsOf, type Work } from '../data/unit-of-work.ts'
import type { Actor, Ctx } from '../entity/ctx.ts'
import { dayIn } from '../fields/date/zone.ts'
import { ctxOf } from './ctx.ts'

/**
 * The same transaction as if it were another moment and another person's doing. For demo content and old records taken
 * over, so that their numbers and histories tell the days on which things happened. `instant` must not lie ahead.
 */
export function ctxAt(work: Work, instant: Date, actor: Actor): Ctx {
  const { runtime, tenant } = work
  const today = dayIn(tenant.timeZone, instant)
  const then: Work = {
    runtime,
    tenant,
    actor,
    now: instant.toISOString(),
    today,
    slots: slotsOf(tenant, actor, today),
    write: statement => work.write(statement),
    read: statement => work.read(statement),
  }
  return ctxOf(then)
}
