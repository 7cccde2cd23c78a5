import { action } from '@tenon/kernel/entity/action.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import type { Row } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { installation } from './installation.entity.ts'

/** The first installation of a licence or activation is taken at its word. */
export const pin = action(installation, 'pin', {
  from: ['pending'],
  to: 'trusted',
  event: 'pinned',
  automatic: true,
  run: () => ({}),
})

/** What it reported counts so far, and nothing more is expected of it. */
export const replace = action(installation, 'replace', {
  from: ['pending', 'trusted'],
  to: 'replaced',
  event: 'replaced',
  run: () => ({}),
})

/** The others of its licence and activation are replaced; it stands in the place of the first of them. */
async function replaceOthers(ctx: Ctx, { license, activation, place }: Row<typeof installation>) {
  const others = await ctx.find(installation, { license, activation, status: 'trusted' })
  for (const { id } of others) await ctx.run(replace, id, {})
  return others[0]?.place ?? place
}

/** Somebody has looked at it: a new machine, or another one beside the first. From now on its reports count. */
export const trust = action(installation, 'trust', {
  from: ['pending'],
  event: 'trusted',
  to: 'trusted',
  input: { reason: field.text({ max: 1000 }), replaces: field.boolean().default(true) },
  async run({ ctx, record, input }) {
    const place = input.replaces === false ? record.place : await replaceOthers(ctx, record)
    return { reason: input.reason, place }
  },
})
