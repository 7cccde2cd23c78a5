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
    const marked = await ctx.query(sql`with marked as (update auth.account set must_change = true
      where user_id = ${record.userId}::uuid and provider_id = 'credential' and password is not null returning id)
      select id from marked`)
    if (marked.length === 0) throw noPassword()
    return {}
  },
})
