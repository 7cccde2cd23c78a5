import { sql } from '@tenon/kernel/data/sql.ts'
import { schedule } from '@tenon/kernel/jobs/schedule.ts'

/** Takes away the attempts that the organisation no longer keeps: the same time as its history of changes. */
export const signInUpkeep = schedule('identity.signInUpkeep', '37 2 * * *', async ({ tenant, query }) => {
  await query(sql`select auth.forget_sign_ins(${tenant.id}::uuid) as gone`)
})
