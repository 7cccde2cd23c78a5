import { sql } from '@tenon/kernel/data/sql.ts'
import { action } from '@tenon/kernel/entity/action.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { member } from '../member/member.entity.ts'
import { type Recorded, reachedRoles } from '../member/reached.ts'
import { linesOfRoles, mayGive } from '../standing/handing-out.ts'

const ownFactors = refusal('OWN_FACTORS', 409, {
  en: 'Change your own factors under sign-in and security, with your password.',
  zh: '请在“登录与安全”中用密码修改自己的验证方式。',
})
const holdsMore = refusal('HOLDS_MORE_RIGHTS', 403, {
  en: 'This person holds rights that you do not hold yourself.',
  zh: '此人拥有你自己没有的权限。',
})
const sharedAccount = refusal('ACCOUNT_SHARED', 409, {
  en: 'This account belongs to another organisation too. Whoever runs the server can reset its factors.',
  zh: '该账号同时属于其他组织，请联系系统运维人员重置。',
})

/** Whoever takes someone's second factor away is half way to signing in as them. */
async function refuseMorePowerful(ctx: Ctx, record: Recorded): Promise<void> {
  const held = await reachedRoles(ctx, record)
  const lines = await linesOfRoles(
    ctx,
    held.map(({ role }) => role),
  )
  if (!held.every(reached => mayGive(ctx.actor, lines.get(reached.role) ?? [], reached))) throw holdsMore()
}

async function refuseShared(ctx: Ctx, userId: string): Promise<void> {
  const rows = await ctx.query(sql`select 1 from auth.membership where user_id = ${userId}::uuid limit 2`)
  if (rows.length > 1) throw sharedAccount()
}

/** For whoever has lost their device: they sign in with the password, and set up new factors. */
export const resetFactors = action(member, 'resetFactors', {
  event: 'factorsReset',
  danger: true,
  async run({ ctx, record }) {
    if (record.id === ctx.actor.memberId) throw ownFactors()
    await refuseMorePowerful(ctx, record)
    if (!record.userId) return {}
    await refuseShared(ctx, record.userId)
    await ctx.query(sql`select auth.reset_factors(${record.userId}::uuid)::text as reset,
      auth.end_sessions(${ctx.tenant.id}::uuid, ${record.id}::uuid) as ended`)
    return {}
  },
})
