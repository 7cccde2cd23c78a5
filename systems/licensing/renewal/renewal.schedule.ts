import { schedule } from '@tenon/kernel/jobs/schedule.ts'
import { followRenewals } from './follow.ts'
import { opensBefore } from './renewal.rules.ts'

/** Hourly, after the licences have lapsed and were judged. */
export const renewalsHourly = schedule('licensing.followRenewals', '17 * * * *', ctx =>
  followRenewals(ctx, opensBefore),
)
