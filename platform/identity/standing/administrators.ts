import { sql } from '@tenon/kernel/data/sql.ts'
import type { ReadCtx } from '@tenon/kernel/entity/ctx.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'

const lastAdministrator = refusal('LAST_ADMINISTRATOR', 409, {
  en: 'Nobody would be left who can do everything. Make someone else administrator first.',
  zh: '这样将不再有任何管理员，请先指定另一位管理员。',
})

type Without = { readonly besidesMember: string } | { readonly besidesRole: string }

/**
 * Refuses unless someone else remains who holds everything everywhere. The tenant's row is locked first: two
 * administrators who remove each other at the same moment would otherwise both find the other still there.
 */
export async function requireAdministrator(ctx: Pick<ReadCtx, 'tenant' | 'query'>, without: Without): Promise<void> {
  await ctx.query(sql`select id from kernel.tenant where id = ${ctx.tenant.id} for update`)
  const member = 'besidesMember' in without ? without.besidesMember : null
  const role = 'besidesRole' in without ? without.besidesRole : null
  const others = await ctx.query(sql`select m.id from identity.member m
    join identity.member_role a on a.tenant_id = m.tenant_id and a.parent_id = m.id and a.site is null
      and a.starts_at is null and a.ends_at is null and not a.is_emergency
    join identity.role r on r.tenant_id = a.tenant_id and r.id = a.role and r.deleted_at is null and r.kind = 'role'
    join identity.role_grant g on g.tenant_id = r.tenant_id and g.parent_id = r.id
      and g.permission = '*' and g.effect = 'allow' and g.scope = 'tenant' and g.fields is null and g.masked is null
    where m.tenant_id = ${ctx.tenant.id} and m.status = 'active' and m.deleted_at is null
      and m.id is distinct from ${member}::uuid and r.id is distinct from ${role}::uuid limit 1`)
  if (others.length === 0) throw lastAdministrator()
}
