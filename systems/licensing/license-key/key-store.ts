import type { Statement } from '@tenon/kernel/data/batch.ts'

export type KeyKind = 'license' | 'publishable'

/** From now on the key is found no more. */
export const forgetKey = (tenantId: string, kind: KeyKind, ownerId: string): Statement => ({
  text: 'delete from licensing.key_digest where tenant_id = $1 and kind = $2 and owner_id = $3',
  values: [tenantId, kind, ownerId],
})

/** Stores the digest of a new key in the place of the one before. */
export const storeKey = (tenantId: string, kind: KeyKind, ownerId: string, digest: string): Statement => ({
  text: `insert into licensing.key_digest (tenant_id, kind, owner_id, digest) values ($1, $2, $3, $4)
    on conflict (tenant_id, kind, owner_id) do update set digest = excluded.digest`,
  values: [tenantId, kind, ownerId, digest],
})
