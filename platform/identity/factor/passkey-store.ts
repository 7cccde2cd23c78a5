import type { Statement } from '@tenon/kernel/data/batch.ts'
import type { Cells } from '@tenon/kernel/fields/field.ts'
import { v7 as uuid } from 'uuid'

export interface Passkey {
  readonly id: string
  readonly userId: string
  readonly credentialId: string
  /** COSE, in base64url. */
  readonly publicKey: string
  readonly counter: number
  readonly transports: readonly string[]
}
export interface NewPasskey extends Omit<Passkey, 'id'> {
  readonly name: string
  /** Copied by its maker's cloud to the person's other devices. */
  readonly isSynced: boolean
}

const columns = 'id, user_id, credential_id, public_key, counter, array_to_json(transports)::text'

export function toPasskey(cells: Cells): Passkey {
  const [id, userId, credentialId, publicKey, counter, transports] = cells as readonly string[]
  return {
    id: String(id),
    userId: String(userId),
    credentialId: String(credentialId),
    publicKey: String(publicKey),
    counter: Number(counter),
    transports: JSON.parse(String(transports)),
  }
}

export const passkeysOf = (userId: string): Statement => ({
  text: `select ${columns} from auth.passkey where user_id = $1 order by created_at`,
  values: [userId],
})
export const passkeyBy = (credentialId: string): Statement => ({
  text: `select ${columns} from auth.passkey where credential_id = $1`,
  values: [credentialId],
})

/** Gives a row unless the authenticator is known already, here or to someone else. */
export function storePasskey(key: NewPasskey): Statement {
  const { userId, name, credentialId, publicKey, counter, transports, isSynced } = key
  return {
    text: `insert into auth.passkey (id, user_id, name, credential_id, public_key, counter, transports, is_synced)
      values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (credential_id) do nothing returning id`,
    values: [uuid(), userId, name, credentialId, publicKey, counter, transports, isSynced],
  }
}

/** Gives a row when the counter moved, or is one that never does; a copy of the authenticator would fall behind. */
export const advance = ({ id }: Passkey, counter: number): Statement => ({
  text: `update auth.passkey set counter = $2, last_used_at = now()
    where id = $1 and (counter < $2 or (counter = 0 and $2 = 0)) returning id`,
  values: [id, counter],
})
