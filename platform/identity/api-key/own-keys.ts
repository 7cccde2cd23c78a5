import type { Statement } from '@tenon/kernel/data/batch.ts'
import { readFlight } from '@tenon/kernel/data/unit-of-work.ts'
import { toInstant } from '@tenon/kernel/fields/date/date.ts'
import type { Cells } from '@tenon/kernel/fields/field.ts'
import type { Session } from '@tenon/kernel/operations/read.ts'

const keysOf = (tenantId: string, memberId: string | null): Statement => ({
  text: `select k.id, k.name, k.prefix, k.permissions, k.addresses, k.per_minute, k.expires_at, k.last_used_at, k.last_used_address,
      k.created_at, case when k.status = 'active' and k.expires_at <= now() then 'expired' else k.status end, (
        select coalesce(json_agg(json_build_object('id', r.id, 'name', r.name) order by l.position), '[]')
        from identity.api_key_role l join identity.role r on r.tenant_id = l.tenant_id and r.id = l.role
        where l.tenant_id = k.tenant_id and l.parent_id = k.id)::text
    from identity.api_key k where k.tenant_id = $1 and k.member = $2 and k.deleted_at is null
    order by k.created_at desc, k.id desc limit 200`,
  values: [tenantId, memberId],
})

const listOf = (text: string | null | undefined) => (text ? text.split(', ') : [])
const instantOf = (cell: Cells[number] | undefined) => (cell ? toInstant(cell) : null)

function toKey(cells: Cells) {
  const [id, name, prefix, permissions, addresses, perMinute, expiresAt, usedAt, usedFrom, createdAt, status, roles] =
    cells
  return {
    id,
    name,
    prefix,
    permissions: listOf(permissions),
    roles: JSON.parse(roles as string),
    addresses: listOf(addresses),
    perMinute: Number(perMinute),
    expiresAt: instantOf(expiresAt),
    lastUsedAt: instantOf(usedAt),
    lastUsedAddress: usedFrom ?? null,
    createdAt: instantOf(createdAt),
    status,
  }
}

/** What whoever asks has made, in force or not. */
export async function ownKeys({ runtime, tenant, actor }: Session) {
  const { results } = await readFlight(runtime, tenant, actor, [keysOf(tenant.id, actor.memberId)])
  return (results[0] ?? []).map(toKey)
}
