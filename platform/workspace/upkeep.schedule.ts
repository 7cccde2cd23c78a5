import { sql } from '@tenon/kernel/data/sql.ts'
import { schedule } from '@tenon/kernel/jobs/schedule.ts'
import { draftDays } from './own/drafts.ts'

/** Drafts that nobody came back to are forgotten. */
export const upkeep = schedule('workspace.upkeep', '41 3 * * *', async ({ tenant, query }) => {
  await query(
    sql`select workspace.forget_drafts(${tenant.id}::uuid, make_interval(days => ${draftDays}::integer)) as forgotten`,
  )
})
