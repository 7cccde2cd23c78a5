import { fullAccess } from '../access/access.ts'
import { limited } from '../background/limit.ts'
import { type Runtime, unitOfWork, type Work } from '../data/unit-of-work.ts'
import type { Actor, Tenant } from '../entity/ctx.ts'
import type { System } from '../entity/system.ts'
import type { Cells } from '../fields/field.ts'
import { ctxOf } from '../operations/ctx.ts'
import { finishEvent, lockEvent, markDone, type Pending } from './pending.ts'
import type { Happened } from './reaction.ts'
import type { Subscription } from './subscriptions.ts'

/** What became of one reaction. `elsewhere`: another server has the event. */
export type Outcome = 'done' | 'elsewhere' | { readonly failed: unknown }

/** A system that acts by itself goes by its own name in the history. */
export const actorOf = (system: System, via: Actor['origin']['via'], requestId?: string): Actor => ({
  memberId: null,
  name: typeof system.messages.en.label === 'string' ? system.messages.en.label : system.name,
  siteId: null,
  access: fullAccess,
  language: 'en',
  origin: requestId === undefined ? { via } : { via, requestId },
})

function happened(event: Pending, [at, before, after]: Cells): Happened {
  const json = (text: string | null | undefined) => (text == null ? null : JSON.parse(text))
  const { id, name, entity, recordId } = event
  return {
    id,
    name,
    entity,
    recordId,
    at: new Date(at as string).toISOString(),
    before: json(before),
    after: json(after),
  }
}

export interface Step {
  readonly tenant: Tenant
  readonly event: Pending
  readonly subscription: Subscription
  /** The only reaction that is left: the event leaves the outbox in the same transaction as its effects. */
  readonly last: boolean
}

/**
 * Runs one reaction to one event as one transaction. The row of the event stays locked in it and the note that it is
 * done commits with the effects, so they happen once whoever else tries and whenever a process dies. After `limit`
 * milliseconds it is given up and counts as failed.
 */
export async function react(runtime: Runtime, step: Step, limit: number): Promise<Outcome> {
  const actor = actorOf(step.subscription.system, 'reaction', step.event.id)
  try {
    return await unitOfWork(runtime, step.tenant, actor, work => limited(work, limit, open => take(open, step)))
  } catch (failed) {
    return { failed }
  }
}

async function take(work: Work, { event, subscription: { reaction }, last }: Step): Promise<Outcome> {
  const [cells] = await work.read(lockEvent(event, reaction.name))
  if (!cells) return 'elsewhere'
  if (cells[3] === 'f') {
    if (!last) work.write(markDone(event, reaction.name))
    await reaction.run({ ctx: ctxOf(work), event: happened(event, cells) })
  }
  if (last) for (const statement of finishEvent(event)) work.write(statement)
  return 'done'
}
