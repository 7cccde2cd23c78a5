import type { Access } from '@tenon/kernel/access/access.ts'
import { everything, type Grant } from '@tenon/kernel/access/grant.ts'
import { rowCondition } from '@tenon/kernel/access/scope.ts'
import { readCursor } from '@tenon/kernel/data/cursor.ts'
import { tableOf } from '@tenon/kernel/data/list.ts'
import { type RawBuilder, sql, tenantSlot } from '@tenon/kernel/data/sql.ts'
import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import type { AnyEntity } from '@tenon/kernel/entity/entity.ts'
import { auditLog } from './audit-log.entity.ts'
import type { AuditQuery } from './audit-query.ts'
import { changesPermissions, decidesPermissions } from './permission-changes.ts'

type Condition = RawBuilder<boolean>
export interface Readable {
  readonly entity: AnyEntity
  readonly grants: readonly Grant[]
}

/** The kinds of record the reader may see at all, with what of each. */
export const readableEntities = (catalog: Catalog, access: Access): Readable[] => [
  ...catalog.entities
    .filter(entity => !catalog.parentOf(entity))
    .map(entity => ({ entity, grants: access.grants(`${entity.name}.read`) }))
    .filter(({ grants }) => grants.length > 0),
  { entity: auditLog, grants: everything },
]

/** Events of records beyond the reader's rows are not there either, also when the record has been removed since. */
function reaches({ entity, grants }: Readable): Condition | undefined {
  const rows = rowCondition(entity, grants, 't')
  return (
    rows &&
    sql<boolean>`exists (select 1 from ${tableOf(entity)} as t
    where t.tenant_id = ${tenantSlot} and t.id = e.record_id and ${rows})`
  )
}

const either = (conditions: readonly Condition[]): Condition =>
  conditions.length ? sql<boolean>`(${sql.join(conditions, sql` or `)})` : sql<boolean>`false`
const is = (names: readonly string[]): Condition => sql<boolean>`e.entity = any(${names}::text[])`

/** Which events the reader may see, of the kinds asked for. */
function visible(readable: readonly Readable[], { view }: AuditQuery): Condition {
  const asked = view ? readable.filter(({ entity }) => decidesPermissions(entity)) : readable
  const open: string[] = []
  const limited: Condition[] = []
  for (const one of asked) {
    const of = [reaches(one), ...(view ? [changesPermissions(one.entity, one.grants)] : [])].filter(Boolean)
    if (of.length) limited.push(sql<boolean>`(e.entity = ${one.entity.name} and ${sql.join(of, sql` and `)})`)
    else open.push(one.entity.name)
  }
  return either([...(open.length ? [is(open)] : []), ...limited])
}

/** An instant, or the beginning of a day where the organisation is. */
const momentOf = (text: string, timeZone: string) =>
  text.length === 10 ? sql`(${text}::timestamp at time zone ${timeZone})` : sql`${text}::timestamptz`

const day = 86_400_000
/** No event since then has a smaller id: ids are made after the instant they tell. A day begins earlier in the east. */
function firstIdAt(text: string): string {
  const hex = Math.max(0, Date.parse(text) - (text.length === 10 ? day : 1_000))
    .toString(16)
    .padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}

const like = (text: string) => text.replace(/[\\%_]/g, '\\$&')
const words = (text: string) => text.split(/\s+/).filter(Boolean).slice(0, 8)

function asked(query: AuditQuery, timeZone: string): Condition[] {
  const { act, member, record, address, from, before, text, after } = query
  return [
    ...(act ? [sql<boolean>`e.act = ${act}`] : []),
    ...(member ? [sql<boolean>`e.member_id = ${member}::uuid`] : []),
    ...(record ? [sql<boolean>`e.record_id = ${record}::uuid`] : []),
    ...(address ? [sql<boolean>`e.address like ${`${like(address)}%`}`] : []),
    ...(from ? [sql<boolean>`e.at >= ${momentOf(from, timeZone)} and e.id >= ${firstIdAt(from)}::uuid`] : []),
    ...(before ? [sql<boolean>`e.at < ${momentOf(before, timeZone)}`] : []),
    ...words(text ?? '').map(
      word => sql<boolean>`(e.actor_name ilike ${`%${like(word)}%`} or e.reason ilike ${`%${like(word)}%`})`,
    ),
    ...(after ? [sql<boolean>`e.id < ${readCursor(after, 1, 'page[after]')[0]}::uuid`] : []),
  ]
}

/** The condition on `kernel.audit_event as e` for what is asked and may be seen. */
export function auditCondition(readable: readonly Readable[], query: AuditQuery, timeZone: string): Condition {
  const wanted = query.entity ? readable.filter(({ entity }) => entity.name === query.entity) : readable
  const conditions = [sql<boolean>`e.tenant_id = ${tenantSlot}`, visible(wanted, query), ...asked(query, timeZone)]
  return sql<boolean>`${sql.join(conditions, sql` and `)}`
}
