import { sql } from '@tenon/kernel/data/sql.ts'
import { schedule } from '@tenon/kernel/jobs/schedule.ts'

/** A retried request is answered from memory for two days; a reaction is never told again after its event is long gone. */
const kept = { requests: '48 hours', reactions: '30 days' }

export const housekeeping = schedule('operations.housekeeping', '17 3 * * *', async ({ tenant, query }) => {
  await query(
    sql`select kernel.forget_past(${tenant.id}::uuid, ${kept.requests}::interval, ${kept.reactions}::interval) as forgotten`,
  )
})
