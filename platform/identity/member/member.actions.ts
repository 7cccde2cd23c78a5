import { sql } from '@tenon/kernel/data/sql.ts'
import { action } from '@tenon/kernel/entity/action.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { member } from './member.entity.ts'

/** Leaving `active` ends every session in the transaction itself (see the migrations), not only here. */
export const suspend = action(member, 'suspend', {
  from: ['active'],
  to: 'suspended',
  event: 'suspended',
  danger: true,
  input: { reason: field.text().optional() },
  run: () => ({}),
})

export const reinstate = action(member, 'reinstate', {
  from: ['suspended'],
  to: 'active',
  event: 'reinstated',
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
