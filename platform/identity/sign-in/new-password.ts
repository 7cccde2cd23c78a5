import type { Statement } from '@tenon/kernel/data/batch.ts'
import { invalid } from '@tenon/kernel/problem/refusals.ts'
import { type Asked, ask, passwordPolicy } from '../security/policy-store.ts'
import { isPassword } from './password.ts'
import { type PasswordOwner, requireGoodPassword } from './password-rules.ts'

export interface NewPassword extends PasswordOwner {
  readonly password: string
  /** Where a fault is told: `password`. */
  readonly field: string
  /** Whose it becomes; left out for an account that is just being made. */
  readonly userId?: string | undefined
  /** The organisation being joined, when it is not yet one of the account's. */
  readonly tenantId?: string | undefined
}

const usedBefore = { en: 'You have used this password before. Choose another one.', zh: '该密码曾使用过，请换一个。' }

/** The present one and as many of those before it. */
const formerOf = (userId: string, history: number): Statement => ({
  text: `select password from auth.account where user_id = $1 and provider_id = 'credential' and password is not null
    union all (select hash from auth.former_password where user_id = $1 order by replaced_at desc limit $2)`,
  values: [userId, history],
})

async function isUsedBefore(asked: Asked, userId: string, history: number, password: string): Promise<boolean> {
  for (const [hash] of await ask(asked, formerOf(userId, history)))
    if (await isPassword(hash as string, password)) return true
  return false
}

/** Holds a password that is being chosen against what all organisations of its account ask. Throws INVALID at `field`. */
export async function requireNewPassword(asked: Asked, wish: NewPassword): Promise<void> {
  const { userId, tenantId, password, field } = wish
  const policy = await passwordPolicy(asked, { userId: userId ?? null, tenantId: tenantId ?? null })
  await requireGoodPassword(password, wish, field, policy)
  if (userId && (await isUsedBefore(asked, userId, policy.history, password)))
    throw invalid({}, { fields: [{ field, code: 'USED_BEFORE', message: usedBefore }] })
}
