import type { Statement } from '@tenon/kernel/data/batch.ts'
import { translate } from '@tenon/kernel/data/pg-errors.ts'
import { type Runtime, unitOfWork, type Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Actor, Tenant } from '@tenon/kernel/entity/ctx.ts'
import { queueMail } from '@tenon/kernel/mail/queue.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { revokeKeysOfAccount } from '../api-key/revoke-keys.ts'
import { activateInvited } from '../member/activate.ts'
import { passwordChangedWords } from '../sign-in/mails.ts'
import { endSessionsOf } from '../sign-in/session.ts'
import { recordDeed } from './deed.ts'

const unknownAccount = refusal('UNKNOWN_ACCOUNT', 404, {
  en: 'Nobody signs in as "{email}".',
  zh: '没有以“{email}”登录的账号。',
})

/** An account and one of the organisations it belongs to: whose history tells what happened to it. */
export interface Account {
  readonly userId: string
  readonly email: string
  readonly name: string
  readonly memberId: string
  readonly tenant: Tenant
}

const find = (condition: string, value: string): Statement => ({
  text: `select u.id, u.email, u.name, m.member_id, t.id, t.name, t.time_zone, t.currency
    from auth."user" u join auth.membership m on m.user_id = u.id join kernel.tenant t on t.id = m.tenant_id
    where ${condition} order by m.active desc, m.last_used_at desc nulls last limit 1`,
  values: [value],
})

async function one({ pool }: Runtime, statement: Statement): Promise<Account | undefined> {
  const [rows] = await pool.instance([statement]).catch(error => {
    throw translate(error)
  })
  if (!rows?.[0]) return undefined
  const [userId, email, name, memberId, id, tenantName, timeZone, currency] = rows[0].map(String) as [
    string,
    ...string[],
  ]
  const tenant = { id: String(id), name: String(tenantName), timeZone: String(timeZone), currency: String(currency) }
  return { userId, email: String(email), name: String(name), memberId: String(memberId), tenant }
}

/** Throws UNKNOWN_ACCOUNT. */
export async function accountByEmail(runtime: Runtime, email: string): Promise<Account> {
  const account = await one(runtime, find('u.email = $1', email))
  if (!account) throw unknownAccount({ email })
  return account
}
export const accountById = (runtime: Runtime, userId: string) => one(runtime, find('u.id = $1::uuid', userId))

export const storePassword = (userId: string, hash: string | null): Statement => ({
  text: `update auth.account set password = $2, updated_at = now() where user_id = $1 and provider_id = 'credential'`,
  values: [userId, hash],
})

interface PasswordChange {
  readonly account: Account
  readonly actor: Actor
  readonly act: 'changePassword' | 'setPassword' | 'resetPassword'
  /** Null: nobody can sign in with a password until one is set. */
  readonly hash: string | null
  /** The session that goes on; all others end. */
  readonly spared?: string | undefined
  /** Joins the transaction and may refuse. */
  readonly also?: (work: Work) => Promise<void>
}

/**
 * Changes the password, ends the sessions, after a reset the API keys too, records it and tells the owner: together or
 * not at all.
 */
export function changePassword(
  runtime: Runtime,
  { account, actor, act, hash, spared, also }: PasswordChange,
): Promise<void> {
  return unitOfWork(runtime, account.tenant, actor, async work => {
    await also?.(work)
    work.write(storePassword(account.userId, hash))
    work.write(endSessionsOf(account.userId, spared ?? null))
    if (act === 'resetPassword') await revokeKeysOfAccount(work, account)
    recordDeed(work, { memberId: account.memberId, act })
    const { name, tenant } = account
    const words = passwordChangedWords({ name, at: new Date(work.now), timeZone: tenant.timeZone })
    queueMail(work, { to: account.email, ...words })
    if (act === 'setPassword') await activateInvited(work, account.memberId)
  })
}
