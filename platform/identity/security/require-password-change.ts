import { sql } from '@tenon/kernel/data/sql.ts'
import { action } from '@tenon/kernel/entity/action.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { member } from '../member/member.entity.ts'

const noPassword = refusal('NO_PASSWORD', 409, {
  en: 'This person does not sign in with a password.',
  zh: '此人不使用密码登录。',
})

/** At the next sign-in with the present password another one is asked for. Sessions that are open go on. */
export const requirePasswordChange = action(member, 'requirePasswordChange', {
  event: 'passwordChangeRequired',
  async run({ ctx, record }) {
    const [asked] = await ctx.query<{ done: boolean }>(
      sql`select auth.require_password_change(${record.userId}::uuid) as done`,
    )
    if (!asked?.done) throw noPassword()
    return {}
  },
})
