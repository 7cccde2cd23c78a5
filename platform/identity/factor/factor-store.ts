import type { Statement } from '@tenon/kernel/data/batch.ts'
import type { Runtime, Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Cells } from '@tenon/kernel/fields/field.ts'
import { dropCodes, newCodes, storeCodes } from './recovery.ts'
import { rowsOf } from './rows.ts'
import { forgetDevices } from './trusted-device.ts'

export type FactorKind = 'totp' | 'passkey'
export interface Factor {
  readonly id: string
  readonly kind: FactorKind
  /** What its owner calls it; null for the authenticator app, of which there is one. */
  readonly name: string | null
  readonly isSynced: boolean
  readonly createdAt: string
  readonly lastUsedAt: string | null
}

const factorsOf = (userId: string): Statement => ({
  text: `select id, 'totp' as kind, null as name, false as is_synced, created_at, last_used_at from auth.totp
      where user_id = $1 and confirmed_at is not null
    union all select id, 'passkey', name, is_synced, created_at, last_used_at from auth.passkey where user_id = $1
    order by created_at`,
  values: [userId],
})

export const instant = (text: string) => new Date(text).toISOString()

function toFactor([id, kind, name, isSynced, createdAt, lastUsedAt]: Cells): Factor {
  return {
    id: String(id),
    kind: kind as FactorKind,
    name: name ?? null,
    isSynced: isSynced === 't',
    createdAt: instant(String(createdAt)),
    lastUsedAt: lastUsedAt ? instant(lastUsedAt) : null,
  }
}

/** What an account proves itself with beside its password. */
export const readFactors = async (runtime: Runtime, userId: string): Promise<Factor[]> =>
  (await rowsOf(runtime, factorsOf(userId))).map(toFactor)

/** The account's row, so that two changes of its factors happen one after the other. */
const lockAccount = (userId: string): Statement => ({
  text: 'select id from auth."user" where id = $1 for update',
  values: [userId],
})

export async function lockFactors(work: Work, userId: string): Promise<Factor[]> {
  await work.read(lockAccount(userId))
  return (await work.read(factorsOf(userId))).map(toFactor)
}

/** Recovery codes for an account that has none left; empty when it has. */
export async function codesIfNone(work: Work, userId: string): Promise<string[]> {
  const text = 'select 1 from auth.recovery_code where user_id = $1 and used_at is null limit 1'
  if ((await work.read({ text, values: [userId] })).length) return []
  const codes = newCodes()
  for (const statement of storeCodes(userId, codes)) work.write(statement)
  return codes
}

/** Without a factor there is nothing to recover, and no browser to spare one. */
export function dropRest(work: Work, userId: string): void {
  work.write(dropCodes(userId))
  work.write(forgetDevices(userId))
}
