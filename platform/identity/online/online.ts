import type { Grant } from '@tenon/kernel/access/grant.ts'
import { rowCondition } from '@tenon/kernel/access/scope.ts'
import { readCursor, writeCursor } from '@tenon/kernel/data/cursor.ts'
import { compile, type RawBuilder, sql, tenantSlot } from '@tenon/kernel/data/sql.ts'
import { readFlight } from '@tenon/kernel/data/unit-of-work.ts'
import { toInstant } from '@tenon/kernel/fields/date/date.ts'
import type { Cells } from '@tenon/kernel/fields/field.ts'
import type { Session } from '@tenon/kernel/operations/read.ts'
import { member } from '../member/member.entity.ts'
import { deviceOf } from '../sign-in/device.ts'

/** One place where somebody of the organisation is signed in. */
export interface OnlineSession {
  readonly id: string
  readonly member: { readonly id: string; readonly name: string }
  readonly site: { readonly id: string; readonly name: string } | null
  readonly device: string
  readonly browser: string | null
  readonly os: string | null
  readonly address: string | null
  readonly createdAt: string
  readonly lastUsedAt: string
}
export interface OnlineQuery {
  readonly search: string | undefined
  readonly member: string | undefined
  readonly size: number
  readonly after: string | undefined
}

/** Sessions of the members whom the grants reach; `s` is the session and `m` its member. */
export function sessionsWithin(grants: readonly Grant[]): RawBuilder<unknown> {
  const rows = rowCondition(member, grants, 'm')
  return sql`auth.session as s
    join identity.member as m on m.tenant_id = ${tenantSlot} and m.id = s.member_id and m.deleted_at is null
    where s.tenant_id = ${tenantSlot} and s.expires_at > now()${rows ? sql` and ${rows}` : sql``}`
}

const like = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`

function asked({ search, member, after }: OnlineQuery): RawBuilder<unknown> {
  const mark = after === undefined ? undefined : readCursor(after, 2, 'page[after]')
  return sql`${search ? sql` and (m.name ilike ${like(search)} or s.ip_address like ${like(search)})` : sql``}${
    member ? sql` and m.id = ${member}::uuid` : sql``
  }${mark ? sql` and (s.updated_at, s.id) < (${mark[0]}::timestamptz, ${mark[1]}::uuid)` : sql``}`
}

function toOnline([
  id,
  memberId,
  name,
  siteId,
  siteName,
  userAgent,
  address,
  createdAt,
  lastUsedAt,
]: Cells): OnlineSession {
  return {
    id: id as string,
    member: { id: memberId as string, name: name as string },
    site: siteId ? { id: siteId, name: siteName as string } : null,
    ...deviceOf(userAgent),
    address: address ?? null,
    createdAt: toInstant(createdAt as string),
    lastUsedAt: toInstant(lastUsedAt as string),
  }
}

/** Who is signed in, most recently used first, as far as the grants of `identity.session.list` reach. */
export async function onlineSessions(
  { runtime, tenant, actor }: Session,
  grants: readonly Grant[],
  query: OnlineQuery,
) {
  const statement = sql`select s.id, m.id, m.name, s.site_id, (
      select i.name from identity.site as i where i.tenant_id = ${tenantSlot} and i.id = s.site_id),
      s.user_agent, s.ip_address, s.created_at, s.updated_at
    from ${sessionsWithin(grants)}${asked(query)} order by s.updated_at desc, s.id desc limit ${query.size + 1}`
  const { results } = await readFlight(runtime, tenant, actor, [compile(statement)])
  const found = results[0] ?? []
  const data = found.slice(0, query.size).map(toOnline)
  const last = found[query.size - 1]
  const next = found.length > query.size && last ? { next: writeCursor([last[8] ?? null, last[0] ?? null]) } : {}
  return { data, page: { size: query.size, ...next } }
}
