import { schedule } from '@tenon/kernel/jobs/schedule.ts'
import { judgeLicenses } from './judge.ts'

/** Hourly: the first hour of the organisation's day brings its alerts, and a server that was off then catches up. */
export const judgeHourly = schedule('licensing.judgeLicenses', '11 * * * *', ctx => judgeLicenses(ctx))
