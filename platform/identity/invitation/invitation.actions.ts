import { action } from '@tenon/kernel/entity/action.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { invitation } from './invitation.entity.ts'

/** Whatever is no longer open loses its code in the same transaction (see the migrations). */
export const revokeInvitation = action(invitation, 'revoke', {
  from: ['draft', 'open', 'used', 'lapsed'],
  to: 'revoked',
  event: 'revoked',
  danger: true,
  input: { reason: field.text().optional() },
  run: () => ({}),
})

/** Its inviter may no longer give what it gives, or is no longer here. */
export const lapse = action(invitation, 'lapse', {
  from: ['open'],
  to: 'lapsed',
  event: 'lapsed',
  automatic: true,
  run: () => ({}),
})

/** The open codes of someone who is no longer active. Answers how many there were. */
export async function lapseOf(ctx: Ctx, memberId: string): Promise<number> {
  const open = await ctx.find(invitation, { inviter: memberId, status: 'open' })
  for (const { id } of open) await ctx.run(lapse, id, {})
  return open.length
}
