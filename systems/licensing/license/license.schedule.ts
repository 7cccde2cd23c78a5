import { sql } from '@tenon/kernel/data/sql.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import { schedule } from '@tenon/kernel/jobs/schedule.ts'
import { enterGrace, expire } from './license.actions.ts'
import { license } from './license.entity.ts'
import { lapse } from './license.rules.ts'

/** The licences to look at: running or in grace, and past their last day. */
const overdue = (ctx: Ctx) =>
  ctx.query<{ id: string }>(sql`select id from licensing.license
    where tenant_id = ${ctx.tenant.id} and deleted_at is null
      and status in ('issued', 'deployed', 'inUse', 'grace') and ends_on < ${ctx.today}::date
    order by ends_on limit 500`)

/** Moves every licence whose last day has passed to where the rules put it. Done twice, the second time changes nothing. */
export async function lapseLicenses(ctx: Ctx): Promise<void> {
  for (const { id } of await overdue(ctx)) {
    const current = await ctx.get(license, id)
    const due = lapse(current, ctx.today)
    if (due === 'expired') await ctx.run(expire, id, {})
    else if (due === 'grace' && current.status !== 'grace') await ctx.run(enterGrace, id, {})
  }
}

/** Hourly, so that the tenant's first hour of the day does the work and a server that was off then catches up. */
export const lapseHourly = schedule('licensing.lapseLicenses', '5 * * * *', lapseLicenses)
