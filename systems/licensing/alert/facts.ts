import { sql } from '@tenon/kernel/data/sql.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import type { Standing } from './reconcile.rules.ts'
import type { Facts } from './signs.rules.ts'

export interface Case extends Facts {
  readonly id: string
  readonly code: string
  readonly term: string | null
  readonly standing: readonly (Standing & { readonly dedupeKey: string })[]
}

/** As many licences as are judged with one question. */
export const pageSize = 500

/** Cheap to ask of each licence; everything that could give a sign is in it, and whatever has an alert to settle. */
const isCandidate = (ctx: Ctx) => sql`(
  l.ends_on between ${ctx.today}::date - 500 and ${ctx.today}::date + 120
  or l.actual_users * 100 >= l.authorized_users::bigint * 80
  or l.actual_workspaces * 100 >= l.authorized_workspaces::bigint * 80
  or (l.status in ('inUse', 'grace') and coalesce(l.usage_reported_on, l.first_used_on) < ${ctx.today}::date - 30)
  or p.require_check_in or p.require_heartbeat or l.id in (${copies(ctx)}) or l.id in (${suspects(ctx)})
  or exists (select 1 from licensing.purchase p where p.tenant_id = l.tenant_id and p.license = l.id
    and p.status = 'pending' and p.deleted_at is null)
  or exists (select 1 from licensing.alert a where a.tenant_id = l.tenant_id and a.license = l.id and a.status <> 'resolved'))`

const day = (ctx: Ctx, column: string) =>
  sql`to_char(${sql.ref(column)} at time zone ${ctx.tenant.timeZone}, 'YYYY-MM-DD')`

/** The next licences that may give a sign, with what is known of them and the alerts they have had. */
export const casesAfter = (ctx: Ctx, after: string | null, only: string | null): Promise<Case[]> =>
  ctx.query<Case>(sql`
    select l.id, l.code, l.status, l.ends_on as "endsOn", l.grace_days as "graceDays",
      l.activation_mode as "activationMode",
      l.authorized_users as "authorizedUsers", l.actual_users as "actualUsers",
      l.authorized_workspaces as "authorizedWorkspaces", l.actual_workspaces as "actualWorkspaces",
      l.usage_reported_on as "usageReportedOn", l.first_used_on as "firstUsedOn", l.starts_on as "startsOn",
      ${day(ctx, 'l.checked_in_at')} as "checkedInOn",
      coalesce(t.starts, l.starts_on) as "termFrom", coalesce(t.seq, 1) as "termSeq", t.id as term,
      p.overage, case when p.require_check_in then p.check_in_days end as "checkInDays",
      coalesce(u.unpaid, '[]') as unpaid, coalesce(m.silent, '[]') as silent, coalesce(c.cloned, '[]') as cloned,
      coalesce(g.broken, '[]') as broken,
      coalesce(a.standing, '[]') as standing
    from licensing.license l
    left join licensing.policy p on p.tenant_id = l.tenant_id and p.id = l.policy
    left join lateral (select max(k.seq) as seq, min(k."from") filter (where k."to" = l.ends_on) as starts,
        (array_agg(k.id order by k.seq desc))[1] as id
      from licensing.license_term k where k.tenant_id = l.tenant_id and k.license = l.id) t on true
    left join lateral (select jsonb_agg(jsonb_build_object('no', b.no, 'orderedOn', b.ordered_on) order by b.no) as unpaid
      from licensing.purchase b where b.tenant_id = l.tenant_id and b.license = l.id and b.status = 'pending'
        and b.deleted_at is null) u on true
    left join lateral (${silent(ctx)}) m on true
    left join lateral (${cloned}) c on true
    left join lateral (${broken(ctx)}) g on true
    left join lateral (select jsonb_agg(jsonb_build_object('id', s.id, 'dedupeKey', s.dedupe_key, 'status', s.status,
        'resolution', s.resolution, 'mutedUntil', s.muted_until, 'assignee', s.assignee) order by s.id) as standing
      from licensing.alert s where s.tenant_id = l.tenant_id and s.license = l.id and s.deleted_at is null) a on true
    where l.tenant_id = ${ctx.tenant.id} and l.deleted_at is null and l.status <> 'draft'
      ${after === null ? sql`` : sql`and l.id > ${after}::uuid`}
      ${only === null ? sql`and ${isCandidate(ctx)}` : sql`and l.id = ${only}::uuid`}
    order by l.id limit ${pageSize}`)

/** Machines of a policy that asks for a heartbeat, an hour beyond the time it allows between two. */
const silent = (ctx: Ctx) => sql`
  select jsonb_agg(jsonb_build_object('name', coalesce(x.hostname, x.fingerprint), 'since', x.since) order by x.since) as silent
  from (select h.hostname, h.fingerprint, coalesce(h.last_heartbeat_at, h.activated_at) as since
    from licensing.activation h
    where h.tenant_id = l.tenant_id and h.license = l.id and h.status = 'active' and h.deleted_at is null
      and p.require_heartbeat and l.status in ('issued', 'deployed', 'inUse', 'grace')
      and coalesce(h.last_heartbeat_at, h.activated_at)
        < ${ctx.now}::timestamptz - make_interval(secs => p.heartbeat_seconds) - interval '1 hour'
    order by since limit 20) x`

/** A machine is one machine: the same fingerprint under two licences of a product is a copy of it, or of its licence. */
const copies = (ctx: Ctx) => sql`
  select f.license from licensing.activation f
  join licensing.activation g on g.tenant_id = f.tenant_id and g.fingerprint = f.fingerprint and g.license <> f.license
    and g.status = 'active' and g.deleted_at is null
  where f.tenant_id = ${ctx.tenant.id} and f.status = 'active' and f.deleted_at is null`
const cloned = sql`
  select jsonb_agg(distinct f.fingerprint) as cloned
  from licensing.activation f
  join licensing.activation g on g.tenant_id = f.tenant_id and g.fingerprint = f.fingerprint and g.license <> f.license
    and g.status = 'active' and g.deleted_at is null
  join licensing.license o on o.tenant_id = g.tenant_id and o.id = g.license and o.deleted_at is null
    and o.product is not distinct from l.product
  where f.tenant_id = l.tenant_id and f.license = l.id and f.status = 'active' and f.deleted_at is null`

/** What in a chain of receipts speaks of a copy: told twice, before its time, or by an installation nobody knows. */
const suspicious = sql`('fork', 'clockRolledBack', 'otherInstallation')`
const suspects = (ctx: Ctx) => sql`
  select r.license from licensing.usage_report r
  where r.tenant_id = ${ctx.tenant.id} and r.finding in ${suspicious} and r.deleted_at is null`
const broken = (ctx: Ctx) => sql`
  select jsonb_agg(jsonb_build_object('from', x.source, 'finding', x.finding, 'on', x.first) order by x.source, x.finding) as broken
  from (select coalesce(r.installation::text, 'unknown') as source, r.finding,
      to_char(min(r.recorded_at) at time zone ${ctx.tenant.timeZone}, 'YYYY-MM-DD') as first
    from licensing.usage_report r
    where r.tenant_id = l.tenant_id and r.license = l.id and r.finding in ${suspicious} and r.deleted_at is null
    group by 1, 2) x`
