import { dropEmptyMonths, forgetPast, makePartitions } from '@tenon/kernel/audit/partitions.ts'
import { schedule } from '@tenon/kernel/jobs/schedule.ts'

/** Keeps places ready for the months to come, and takes away what each organisation no longer keeps. */
export const historyUpkeep = schedule('operations.historyUpkeep', '29 2 * * *', async ({ tenant, query }) => {
  await query(makePartitions)
  await query(forgetPast(tenant.id))
  await query(dropEmptyMonths)
})
