import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import type { NewRecord, Row } from '@tenon/kernel/entity/entity.ts'
import { place } from './purchase.actions.ts'
import { purchase } from './purchase.entity.ts'

/** Puts on record what a customer has ordered and not yet paid. */
export async function order(ctx: Ctx, values: NewRecord<typeof purchase>): Promise<Row<typeof purchase>> {
  const draft = await ctx.create(purchase, values)
  return ctx.run(place, draft.id, {})
}
