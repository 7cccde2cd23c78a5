import { sql } from '@tenon/kernel/data/sql.ts'
import { action } from '@tenon/kernel/entity/action.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { apiKey, revoke } from '../api-key/api-key.entity.ts'
import { lapseOf } from '../invitation/invitation.actions.ts'
import { member } from './member.entity.ts'

/** Leaving `active` ends every session in the transaction itself (see the migrations); open invitations lapse. */
export const suspend = action(member, 'suspend', {
  from: ['active'],
  to: 'suspended',
  event: 'suspended',
  danger: true,
  input: { reason: field.text().optional() },
  async run({ ctx, record }) {
    await lapseOf(ctx, record.id)
    return {}
  },
})

export const reinstate = action(member, 'reinstate', {
  from: ['suspended'],
  to: 'active',
  event: 'reinstated',
  run: () => ({}),
})

/** Keys are worth nothing while their owner is not active; who comes back makes new ones. */
export async function revokeKeys(ctx: Ctx, memberId: string): Promise<number> {
  const keys = await ctx.find(apiKey, { member: memberId, status: 'active' })
  for (const { id } of keys) await ctx.run(revoke, id, {})
  return keys.length
}

/** Whoever left: out at once and for good, with all that was theirs in place. */
export const archive = action(member, 'archive', {
  from: ['draft', 'invited', 'active', 'suspended'],
  to: 'archived',
  event: 'archived',
  danger: true,
  input: { reason: field.text().optional() },
  async run({ ctx, record }) {
    await revokeKeys(ctx, record.id)
    await lapseOf(ctx, record.id)
    return {}
  },
})

/** Back among the suspended, so that someone looks at the roles before they count again. */
export const restoreAccount = action(member, 'restoreAccount', {
  from: ['archived'],
  to: 'suspended',
  event: 'accountRestored',
  run: () => ({}),
})

/** Ends every session of this person in this organisation, wherever it runs. */
export const signOut = action(member, 'signOut', {
  event: 'signedOut',
  async run({ ctx, record }) {
    await ctx.query(sql`select auth.end_sessions(${ctx.tenant.id}::uuid, ${record.id}::uuid) as ended`)
    return {}
  },
})
