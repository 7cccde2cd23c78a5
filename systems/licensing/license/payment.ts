import { action } from '@tenon/kernel/entity/action.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import type { Row } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { purchase } from '../purchase/purchase.entity.ts'
import { license } from './license.entity.ts'

/** Until when the licence is paid for: the latest day that a paid purchase brought; null while nothing is paid. */
export const settle = action(license, 'settle', {
  event: 'settled',
  automatic: true,
  input: { purchase: field.ref(purchase), isPaid: field.boolean() },
  async run({ ctx, record, input }) {
    const others = (await ctx.find(purchase, { license: record.id, status: 'paid' })).filter(
      ({ id }) => id !== input.purchase,
    )
    const paid = input.isPaid ? [...others, await ctx.get(purchase, input.purchase)] : others
    const days = paid.map(({ newEndsOn }) => newEndsOn ?? record.endsOn).filter(day => day !== null)
    return { paidThrough: days.toSorted().at(-1) ?? null }
  },
})

/** Tells the licence of a purchase that its payment came or went back. */
export const tellPayment = (ctx: Ctx, { id, license: of }: Row<typeof purchase>, isPaid: boolean) =>
  ctx.run(settle, of, { purchase: id, isPaid })
