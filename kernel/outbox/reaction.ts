import type { AnyAction } from '../entity/action.ts'
import type { Ctx } from '../entity/ctx.ts'
import type { AnyEntity } from '../entity/entity.ts'

/** What happened: an audit row under its event name. */
export interface Happened {
  readonly id: string
  readonly name: string
  readonly entity: string
  readonly recordId: string
  readonly at: string
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
}

/** What a system does because something happened: after commit, at least once tried, its effects exactly once. */
export interface Reaction {
  readonly name: string
  readonly event: string
  run(step: { readonly ctx: Ctx; readonly event: Happened }): Promise<void>
}

type Happening = AnyAction | readonly [AnyEntity, 'created' | 'updated' | 'removed' | 'restored']
const eventOf = (what: Happening) =>
  'run' in what ? `${what.entity.name}.${what.event}` : `${what[0].name}.${what[1]}`

/** `on(renew, 'licensing.tellSalesRep', async ({ctx, event}) => …)`, or `on([license, 'created'], …)`. */
export const on = (what: Happening, name: string, run: Reaction['run']): Reaction => ({
  name,
  event: eventOf(what),
  run,
})
