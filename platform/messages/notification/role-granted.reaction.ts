import { assignRole, member } from '@tenon/identity'
import { sql } from '@tenon/kernel/data/sql.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import { type Happened, on } from '@tenon/kernel/outbox/reaction.ts'
import { notify } from './notify.ts'

interface Held {
  readonly role: string
}
const rolesIn = (values: Happened['after']) => ((values?.roles ?? []) as Held[]).map(({ role }) => role)

interface Given {
  readonly name: string
  readonly nameZh: string | null
}
const namesOf = ({ tenant, query }: Ctx, ids: readonly string[]) =>
  query<Given>(sql`select r.name, r.name_zh as "nameZh" from identity.role r
    where r.tenant_id = ${tenant.id} and r.id = any(${ids}::uuid[]) and r.deleted_at is null order by r.name`)

/** A reaction acts for the platform; who changed the roles stands in the history of the change. */
const giverOf = async ({ tenant, query }: Ctx, { id }: Happened) =>
  (
    await query<{ id: string | null; name: string }>(sql`select e.member_id as id, e.actor_name as name
      from kernel.audit_event e where e.tenant_id = ${tenant.id} and e.id = ${id}::uuid`)
  )[0]

async function tell({ ctx, event }: { ctx: Ctx; event: Happened }): Promise<void> {
  const had = new Set(rolesIn(event.before))
  const fresh = [...new Set(rolesIn(event.after))].filter(role => !had.has(role))
  if (fresh.length === 0) return
  const [names, actor] = [await namesOf(ctx, fresh), await giverOf(ctx, event)]
  if (names.length === 0 || !actor) return
  const role = {
    en: names.map(({ name }) => name).join(', '),
    zh: names.map(({ name, nameZh }) => nameZh ?? name).join('、'),
  }
  notify(ctx, { to: [event.recordId], kind: 'roleGranted', params: { role }, link: { path: '/account' }, actor })
}

/** Whoever is given a role is told, however it was given. */
export const tellRoleGranted = [
  on([member, 'updated'], 'messages.roleGranted', tell),
  on(assignRole, 'messages.roleAssigned', tell),
]
