import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { apiKey, revoke } from './api-key.entity.ts'

/**
 * Ends all keys of an account whose password was taken from it: in this organisation on record, in others by leaving the
 * directory, which is all that lets a key in.
 */
export async function revokeKeysOfAccount(work: Work, account: { memberId: string; userId: string }): Promise<void> {
  const ctx = ctxOf(work)
  for (const { id } of await ctx.find(apiKey, { member: account.memberId, status: 'active' }))
    await ctx.run(revoke, id, {})
  work.write({ text: 'delete from auth.api_key where user_id = $1', values: [account.userId] })
}
