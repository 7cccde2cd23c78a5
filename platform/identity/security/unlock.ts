import { sql } from '@tenon/kernel/data/sql.ts'
import { action } from '@tenon/kernel/entity/action.ts'
import { member } from '../member/member.entity.ts'
import { accountKey } from '../sign-in/throttle.ts'

/** For someone who has mistyped too often and cannot wait: their failed attempts are forgotten. */
export const unlock = action(member, 'unlock', {
  event: 'unlocked',
  async run({ ctx, record }) {
    const [account] = await ctx.query<{ email: string }>(
      sql`select email from auth."user" where id = ${record.userId}::uuid`,
    )
    if (account) await ctx.query(sql`select auth.forget_failures(${accountKey(account.email)}) as forgotten`)
    return {}
  },
})
