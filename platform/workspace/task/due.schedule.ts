import { sql } from '@tenon/kernel/data/sql.ts'
import { schedule } from '@tenon/kernel/jobs/schedule.ts'
import { notify } from '@tenon/messages'

/** In the morning everyone hears of their open tasks of the day, and once of those that were due the day before. */
export const tasksDue = schedule('workspace.tasksDue', '2 8 * * *', async ctx => {
  const due = await ctx.query<{ id: string; assignee: string; isLate: boolean }>(sql`
    select t.id, coalesce(t.assignee, t.created_by) as assignee, t.due_on < ${ctx.today}::date as "isLate"
    from workspace.task t
    where t.tenant_id = ${ctx.tenant.id} and t.deleted_at is null and t.status = 'open'
      and t.due_on between ${ctx.today}::date - 1 and ${ctx.today}::date and coalesce(t.assignee, t.created_by) is not null
    order by t.due_on, t.id limit 10000`)
  for (const { id, assignee, isLate } of due)
    notify(ctx, {
      to: [assignee],
      kind: 'taskDue',
      params: { case: isLate ? 'late' : 'today' },
      link: { collection: 'tasks', id },
    })
})
