import { sql } from '@tenon/kernel/data/sql.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'

/** The members who see to a licence: who sold it, whom that one reports to, and who looks after its partner. */
const responsible = (ctx: Ctx, licenses: readonly string[]) =>
  ctx.query<{ license: string; member: string }>(sql`
    select distinct l.id as license, m.id as member
    from licensing.license l
    left join licensing.sales_rep r on r.tenant_id = l.tenant_id and r.id = l.sales_rep and r.deleted_at is null
    left join licensing.sales_rep b on b.tenant_id = r.tenant_id and b.id = r.reports_to and b.deleted_at is null
    left join licensing.partner p on p.tenant_id = l.tenant_id and p.id = l.partner and p.deleted_at is null
    left join licensing.sales_rep k on k.tenant_id = p.tenant_id and k.id = p.manager and k.deleted_at is null
    join identity.member m on m.tenant_id = l.tenant_id and m.status = 'active' and m.deleted_at is null
      and m.id in (r.member, b.member, k.member)
    where l.tenant_id = ${ctx.tenant.id} and l.id = any(${[...licenses]}::uuid[])`)

/** Those who hold the role of an administrator everywhere, for licences that nobody sees to. */
export const administrators = (ctx: Ctx) =>
  ctx.query<{ member: string }>(sql`
    select distinct m.id as member from identity.member m
    join identity.member_role a on a.tenant_id = m.tenant_id and a.parent_id = m.id and a.site is null
      and not a.is_emergency and (a.starts_at is null or a.starts_at <= ${ctx.now}::timestamptz)
      and (a.ends_at is null or a.ends_at > ${ctx.now}::timestamptz)
    join identity.role r on r.tenant_id = a.tenant_id and r.id = a.role and r.key = 'administrator' and r.deleted_at is null
    where m.tenant_id = ${ctx.tenant.id} and m.status = 'active' and m.deleted_at is null`)

/** For each licence the members to tell of it; an administrator where nobody else would hear of it. */
export async function toldOf(ctx: Ctx, licenses: readonly string[]): Promise<(license: string) => readonly string[]> {
  if (licenses.length === 0) return () => []
  const found = Map.groupBy(await responsible(ctx, licenses), ({ license }) => license)
  const isAlone = licenses.some(id => !found.has(id))
  const last = isAlone ? (await administrators(ctx)).map(({ member }) => member) : []
  return license => found.get(license)?.map(({ member }) => member) ?? last
}
