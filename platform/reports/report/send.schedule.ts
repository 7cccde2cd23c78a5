import { sql } from '@tenon/kernel/data/sql.ts'
import { enqueue } from '@tenon/kernel/jobs/job.ts'
import { schedule } from '@tenon/kernel/jobs/schedule.ts'
import { workOf } from '@tenon/kernel/operations/ctx.ts'
import { isDue, lastDue } from './due.rules.ts'
import { hourIn } from './hour.ts'
import { report } from './report.entity.ts'
import type { Sending } from './report-body.ts'
import { sendQueue } from './send.queue.ts'

interface Waiting {
  readonly id: string
  readonly schedule: Sending
  readonly sentOn: string | null
}

/** Every hour, what fell due since: one job for each recipient, queued in the transaction that notes it as sent. */
export const sendDue = schedule('reports.sendDue', '1 * * * *', async ctx => {
  const now = hourIn(ctx.tenant.timeZone, new Date(ctx.now))
  const work = workOf(ctx)
  const kept =
    await ctx.query<Waiting>(sql`select id, schedule::text as schedule, sent_on::text as "sentOn" from reports.report
    where tenant_id = ${ctx.tenant.id} and deleted_at is null and schedule is not null order by id for update`)
  for (const { id, sentOn, schedule: written } of kept) {
    const sending: Sending = typeof written === 'string' ? JSON.parse(written) : written
    if (!isDue(sending, now, sentOn)) continue
    for (const memberId of new Set(sending.recipients)) enqueue(work, sendQueue, { report: id, memberId })
    await ctx.update(report, id, { sentOn: lastDue(sending, now) })
  }
})
