import { sql } from '@tenon/kernel/data/sql.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import { schedule } from '@tenon/kernel/jobs/schedule.ts'
import { expireDeal } from './deal.actions.ts'

/** Frees the prospects whose protection has ended. Done twice, the second time changes nothing. */
export async function expireDeals(ctx: Ctx): Promise<void> {
  const over = await ctx.query<{ id: string }>(sql`select id from licensing.deal_registration
    where tenant_id = ${ctx.tenant.id} and deleted_at is null and status = 'approved'
      and protected_until < ${ctx.today}::date order by protected_until limit 500`)
  for (const { id } of over) await ctx.run(expireDeal, id, {})
}

export const expireDealsDaily = schedule('licensing.expireDeals', '20 * * * *', expireDeals)
