import { sql } from '@tenon/kernel/data/sql.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import { type Happened, on } from '@tenon/kernel/outbox/reaction.ts'
import { notify } from '@tenon/messages'
import { task } from './task.entity.ts'

/** A reaction acts for the platform; who gave the task stands in the history. */
const giverOf = async ({ tenant, query }: Ctx, { id }: Happened) =>
  (
    await query<{ id: string | null; name: string }>(sql`select e.member_id as id, e.actor_name as name
      from kernel.audit_event e where e.tenant_id = ${tenant.id} and e.id = ${id}::uuid`)
  )[0]

async function tell({ ctx, event }: { ctx: Ctx; event: Happened }): Promise<void> {
  const assignee = event.after?.assignee
  const actor = typeof assignee === 'string' ? await giverOf(ctx, event) : undefined
  if (typeof assignee !== 'string' || !actor) return
  notify(ctx, {
    to: [assignee],
    kind: 'taskAssigned',
    link: { collection: 'tasks', id: event.recordId },
    actor,
  })
}

/** Whoever is given a task is told, however it was given. */
export const tellAssigned = [
  on([task, 'created'], 'workspace.taskGiven', tell),
  on([task, 'updated'], 'workspace.taskHandedOn', tell),
]
