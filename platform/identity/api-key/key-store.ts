import { randomBytes } from 'node:crypto'
import type { Statement } from '@tenon/kernel/data/batch.ts'
import type { Tenant } from '@tenon/kernel/entity/ctx.ts'
import type { Cells } from '@tenon/kernel/fields/field.ts'
import { addressRulesSql } from '../security/address-gate.ts'
import { hashToken } from '../sign-in/token.ts'

/** What tells a key from a session's token before anything is looked up. */
const keyPattern = /^tnk_[\w-]{43}$/
export const isApiKey = (token: string) => keyPattern.test(token)

export interface NewKey {
  /** Shown once and stored nowhere. */
  readonly key: string
  readonly hash: string
  /** How it begins, for its owner to recognise it by. */
  readonly prefix: string
}
export function newKey(): NewKey {
  const key = `tnk_${randomBytes(32).toString('base64url')}`
  return { key, hash: hashToken(key), prefix: key.slice(0, 10) }
}

export interface KeyScope {
  readonly permissions: readonly string[] | null
  readonly roleIds: readonly string[] | null
  readonly addresses: readonly string[]
  readonly perMinute: number
}
/** What one look at the directory tells about a key that is in force. */
export interface LiveKey extends KeyScope {
  readonly id: string
  readonly name: string
  readonly memberId: string
  readonly user: { readonly id: string; readonly name: string; readonly email: string }
  readonly tenant: Tenant & { readonly slug: string }
  readonly accessVersion: string
  /** From where its organisation lets anyone in; null for everywhere. */
  readonly addressRules: string | null
}

/** Every join ends the key at once: owner suspended or gone, organisation suspended, revoked, expired. */
const look = `select k.key_id, k.name, k.member_id, array_to_json(k.permissions), array_to_json(k.role_ids), array_to_json(k.addresses),
    k.per_minute, u.id, u.name, u.email, t.id, t.slug, t.name, t.time_zone, t.currency, t.access_version, ${addressRulesSql}
  from auth.api_key k
  join auth."user" u on u.id = k.user_id
  join auth.membership m on m.tenant_id = k.tenant_id and m.member_id = k.member_id and m.user_id = k.user_id and m.active
  join kernel.tenant t on t.id = k.tenant_id and t.status = 'active'
  left join auth.policy p on p.tenant_id = k.tenant_id
  where k.hash = $1 and k.expires_at > now()`

export const findKey = (key: string): Statement => ({ text: look, values: [hashToken(key)] })

export function toKey(cells: Cells): LiveKey {
  const [id, name, memberId, permissions, roleIds, addresses, perMinute, userId, userName, email, ...rest] =
    cells as string[]
  const [tenantId, slug, tenantName, timeZone, currency, accessVersion, addressRules] = rest
  return {
    id: id as string,
    name: name as string,
    memberId: memberId as string,
    permissions: permissions ? JSON.parse(permissions) : null,
    roleIds: roleIds ? JSON.parse(roleIds) : null,
    addresses: JSON.parse(addresses as string),
    perMinute: Number(perMinute),
    user: { id: userId as string, name: userName as string, email: email as string },
    tenant: {
      id: tenantId as string,
      slug: slug as string,
      name: tenantName as string,
      timeZone: timeZone as string,
      currency: currency as string,
    },
    accessVersion: accessVersion as string,
    addressRules: addressRules ?? null,
  }
}

interface Stored extends KeyScope {
  readonly tenantId: string
  readonly id: string
  readonly hash: string
  readonly name: string
  readonly memberId: string
  readonly userId: string
  readonly expiresAt: string
}
export const storeKey = (key: Stored): Statement => ({
  text: `insert into auth.api_key (tenant_id, key_id, hash, name, member_id, user_id, permissions, role_ids, addresses, per_minute, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
  values: [
    key.tenantId,
    key.id,
    key.hash,
    key.name,
    key.memberId,
    key.userId,
    key.permissions,
    key.roleIds,
    key.addresses,
    key.perMinute,
    key.expiresAt,
  ],
})

/** Without a version and an audit row: that a key was used is no change of it. */
export const markUsed = ({ id, tenant }: LiveKey, address: string): Statement => ({
  text: `update identity.api_key set last_used_at = now(), last_used_address = $3 where tenant_id = $1 and id = $2
    and (last_used_at is null or last_used_at < now() - interval '1 minute')`,
  values: [tenant.id, id, address],
})

/**
 * Takes up to `wanted` requests out of the key's allowance, which fills again evenly over a minute. Answers how many were
 * taken, and when none were, after how many seconds there will be one.
 */
export const takeAllowance = ({ id, tenant, perMinute }: LiveKey, wanted: number): Statement => ({
  text: `with now_at as (
      select k.tenant_id, k.key_id, greatest(0, k.level - extract(epoch from clock_timestamp() - k.counted_at) * $3::float8 / 60) as level
      from auth.api_key k where k.tenant_id = $1 and k.key_id = $2 for update
    ), taken as (
      update auth.api_key k set level = n.level + least($4::float8, floor($3::float8 - n.level)), counted_at = clock_timestamp()
      from now_at n where k.tenant_id = n.tenant_id and k.key_id = n.key_id and $3::float8 - n.level >= 1
      returning least($4::float8, floor($3::float8 - n.level)) as count
    )
    select coalesce((select count from taken), 0), ceil((n.level + 1 - $3::float8) * 60 / $3::float8) from now_at n`,
  values: [tenant.id, id, perMinute, wanted],
})
