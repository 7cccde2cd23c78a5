import { sql } from '@tenon/kernel/data/sql.ts'
import { schedule } from '@tenon/kernel/jobs/schedule.ts'

/** Takes away what was put away long ago, and what is a year old. */
export const noticeUpkeep = schedule('messages.upkeep', '47 2 * * *', async ({ tenant, query }) => {
  await query(sql`select messages.forget_past(${tenant.id}::uuid) as gone`)
})
