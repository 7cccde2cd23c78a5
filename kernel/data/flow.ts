import type { Access } from '../access/access.ts'
import { require } from '../access/access.ts'
import { permissionOf } from '../access/permission.ts'
import type { AnyEntity, Facet } from '../entity/entity.ts'
import type { Fields } from '../fields/field.ts'
import { invalid } from '../problem/refusals.ts'
import type { Statement } from './batch.ts'
import { tableOf } from './list.ts'
import { readListQuery } from './list-query.ts'
import { alias, judge, selectionOf } from './selection.ts'
import { compile, sql, tenantSlot } from './sql.ts'

const millisecondsPerDay = 86_400_000
const maxDays = 366

function readDays(text: unknown): number {
  const days = text === undefined ? 7 : /^\d{1,3}$/.test(String(text)) ? Number(text) : 0
  if (days < 1) throw invalid({}, { fields: [{ field: 'days', code: 'TOO_SMALL', params: { minimum: 1 } }] })
  if (days > maxDays) throw invalid({}, { fields: [{ field: 'days', code: 'TOO_BIG', params: { maximum: maxDays } }] })
  return days
}

/** The smallest id that can have been made at an instant: ids begin with the milliseconds of their making. */
const firstId = (time: number) =>
  `${time.toString(16).padStart(12, '0').replace(/^.{8}/, '$&-')}-0000-0000-000000000000`

/**
 * How many rows are in each state now, how many came into it and how many left it, by the history of the last days: of
 * the rows a list with the same parameters would show. Cells of a row: state, now, entered, left.
 */
export function planFlow(
  entity: AnyEntity,
  access: Access,
  { days, ...params }: Readonly<Record<string, unknown>>,
  facet: Facet<Fields> | undefined,
  now = Date.now(),
): Statement {
  const asking = { entity, access, grants: require(access, permissionOf(entity, 'list')), facet }
  const since = now - readDays(days) * millisecondsPerDay
  const query = readListQuery(entity, params)
  judge(asking, query)
  const instant = sql`${new Date(since).toISOString()}::timestamptz`
  // Old records taken over have events that tell of a day long before they were written, so both are held to the days.
  return compile(sql`with shown as not materialized (
      select t.id, t.status, t.created_at from ${tableOf(entity)} as ${sql.id(alias)} where ${sql.join(selectionOf(asking, query), sql` and `)}
    ), moved as materialized (
      select e.id as event, s.id, e.before ->> 'status' as source, e.after ->> 'status' as target
      from kernel.audit_event as e join shown as s on s.id = e.record_id
      where e.tenant_id = ${tenantSlot} and e.entity = ${entity.name} and e.id >= ${firstId(since)}::uuid
        and e.before ? 'status' and e.at >= ${instant}
    ), begun as (
      select s.id, coalesce(f.source, s.status) as target from shown as s
      left join (select distinct on (id) id, source from moved order by id, event) as f on f.id = s.id
      where s.created_at >= ${instant}
    )
    select state, sum(here), sum(entered), sum(gone) from (
      select status as state, count(*) as here, 0 as entered, 0 as gone from shown group by 1
      union all select target, 0, count(distinct id), 0
        from (select target, id from moved union all select target, id from begun) as arrivals group by 1
      union all select source, 0, 0, count(distinct id) from moved group by 1
    ) as counts group by 1`)
}
