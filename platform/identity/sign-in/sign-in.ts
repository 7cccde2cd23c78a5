import type { Statement } from '@tenon/kernel/data/batch.ts'
import { translate } from '@tenon/kernel/data/pg-errors.ts'
import type { Cells } from '@tenon/kernel/fields/field.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { letIn } from './challenge.ts'
import { emailOf } from './email.ts'
import { oneAtATime } from './one-at-a-time.ts'
import type { OpenIdentity } from './open.ts'
import type { Entered } from './open-session.ts'
import { isPassword, nobodysHash } from './password.ts'
import { logSignIn } from './sign-in-log.ts'
import { countFailure, countSuccess, readThrottle, refuseWhileThrottled, throttleKeys } from './throttle.ts'

/** One answer for every reason, so that it tells nobody which accounts there are. */
export const wrongCredentials = refusal('WRONG_CREDENTIALS', 401, {
  en: 'The sign-in name or the password is wrong.',
  zh: '登录名或密码错误。',
})

export interface Attempt {
  readonly identifier: string
  readonly password: string
  /** The slug of the organisation to work in; the one last used when left out. */
  readonly tenant?: string | undefined
  readonly address: string
  readonly userAgent?: string | undefined
  /** What the browser says it was trusted with before. */
  readonly trustedDevice?: string | undefined
  /** Of the places this account belongs to, those that this entrance leads to; asked once the password was right. */
  readonly among?: ((memberships: readonly Membership[]) => Promise<readonly Membership[]>) | undefined
}
export interface Membership {
  readonly tenantId: string
  readonly memberId: string
  readonly slug: string
}

/** One row for every identifier, known or not, so that both cost the same. */
const findAccount = (email: string): Statement => ({
  text: `select u.id, u.name, u.email, a.password, (
      select json_agg(json_build_object('tenantId', t.id, 'memberId', m.member_id, 'slug', t.slug)
        order by m.last_used_at desc nulls last, m.member_id)
      from auth.membership m join kernel.tenant t on t.id = m.tenant_id and t.status = 'active'
      where m.user_id = u.id and m.active)::text, l.attempts, l.minutes
    from (select $1::text as email) wanted
    left join auth."user" u on u.email = wanted.email
    left join auth.account a on a.user_id = u.id and a.provider_id = 'credential'
    cross join auth.lockout_of(wanted.email) l`,
  values: [email],
})

const forgetExpired: Statement = { text: 'delete from auth.session where expires_at < now()', values: [] }

const failed = ({ identifier, address, userAgent }: Attempt, userId: string | null | undefined, reason: string) =>
  ({ identifier, address, userAgent, userId, reason, outcome: 'failure', method: 'password' }) as const

async function check(identity: OpenIdentity, attempt: Attempt) {
  const { pool } = identity.runtime
  const keys = throttleKeys(emailOf(attempt.identifier), attempt.address)
  const [held = [], rows] = await pool.instance([readThrottle(keys), findAccount(emailOf(attempt.identifier))])
  const [id, name, email, hash, memberships, attempts, minutes] = (rows?.[0] ?? []) as Cells
  try {
    refuseWhileThrottled(keys, held, { attempts: Number(attempts), minutes: Number(minutes) })
  } catch (error) {
    await logSignIn(identity, failed(attempt, id, 'TOO_MANY_ATTEMPTS'))
    throw error
  }
  const isRight = await isPassword(hash ?? nobodysHash, attempt.password)
  const all = JSON.parse(memberships ?? '[]') as Membership[]
  const open = isRight && attempt.among ? await attempt.among(all) : all
  const membership = attempt.tenant === undefined ? open[0] : open.find(({ slug }) => slug === attempt.tenant)
  if (!isRight || !membership) {
    await pool.instance(countFailure(keys))
    await logSignIn(identity, failed(attempt, id, 'WRONG_CREDENTIALS'))
    throw wrongCredentials()
  }
  await pool.instance([...countSuccess(keys), forgetExpired])
  return { membership, user: { id: id as string, name: name as string, email: email as string } }
}

async function enter(identity: OpenIdentity, attempt: Attempt): Promise<Entered> {
  const found = await check(identity, attempt)
  const { address, userAgent, trustedDevice } = attempt
  return letIn(identity, { ...found, method: 'password', place: { address, userAgent }, trustedDevice })
}

/**
 * Opens a session for the right password. Throws WRONG_CREDENTIALS, TOO_MANY_ATTEMPTS while a limit holds, and what
 * `letIn` asks beside the password.
 */
export function signIn(identity: OpenIdentity, attempt: Attempt): Promise<Entered> {
  const { pair } = throttleKeys(emailOf(attempt.identifier), '')
  return oneAtATime(pair, () => enter(identity, attempt)).catch(error => {
    throw translate(error)
  })
}

/** Whether this is the password of an account whose session is open; counted like a sign-in. */
export async function confirmPassword(identity: OpenIdentity, attempt: Attempt): Promise<void> {
  const { pair } = throttleKeys(emailOf(attempt.identifier), '')
  await oneAtATime(pair, () => check(identity, attempt)).catch(error => {
    throw translate(error)
  })
}
