import type { Statement } from '@tenon/kernel/data/batch.ts'
import { Problem, refusal } from '@tenon/kernel/problem/problem.ts'
import { openSecret } from '@tenon/kernel/secrets/secret.ts'
import { oneAtATime } from '../sign-in/one-at-a-time.ts'
import type { OpenIdentity } from '../sign-in/open.ts'
import { countFailure, type Keys, readThrottle, refuseWhileThrottled, throttleKeys } from '../sign-in/throttle.ts'
import { totpPlace } from './enrol.ts'
import { readAssertion } from './passkey.ts'
import { spendCode } from './recovery.ts'
import { rowsOf, send } from './rows.ts'
import { stepOf } from './totp.ts'
import { confirmedTotp, spendStep } from './totp-store.ts'

const wrongCode = refusal('WRONG_CODE', 401, {
  en: 'This code is wrong or has been used.',
  zh: '验证码错误或已被使用。',
})

/** What a person shows beside the password. */
export type Shown =
  | { readonly kind: 'totp' | 'recovery'; readonly code: string }
  | { readonly kind: 'passkey'; readonly assertion: { readonly id: string } }

async function isCode({ runtime }: OpenIdentity, userId: string, code: string): Promise<boolean> {
  const [row] = await rowsOf(runtime, confirmedTotp(userId))
  if (!row) return false
  const [id, sealed] = row as readonly string[] as readonly [string, string]
  const step = stepOf(await openSecret(runtime, sealed, totpPlace(id)), code)
  return step !== null && (await rowsOf(runtime, spendStep(id, step))).length === 1
}
const isRecoveryCode = async ({ runtime }: OpenIdentity, userId: string, code: string) =>
  (await rowsOf(runtime, spendCode(userId, code))).length === 1

async function check(identity: OpenIdentity, userId: string, shown: Shown): Promise<void> {
  if (shown.kind === 'passkey') {
    await readAssertion(identity, { purpose: 'second-factor', subject: userId }, shown.assertion)
    return
  }
  const isRight = shown.kind === 'totp' ? isCode : isRecoveryCode
  if (!(await isRight(identity, userId, shown.code))) throw wrongCode()
}

/** Counted apart from passwords, which whoever tries codes knows, and whose success must not clear these failures. */
const keysFor = (userId: string, address: string): Keys => throttleKeys(`${userId}@second-factor`, address)
const clear = ({ pair, account }: Keys): Statement => ({
  text: 'delete from auth.throttle where key = any($1)',
  values: [[pair, account]],
})

/** Throws WRONG_CODE or WRONG_PASSKEY, and TOO_MANY_ATTEMPTS while a limit holds. Codes are used up. */
export function requireFactor(
  identity: OpenIdentity,
  { userId, address }: { readonly userId: string; readonly address: string },
  shown: Shown,
): Promise<void> {
  const keys = keysFor(userId, address)
  const { runtime } = identity
  return oneAtATime(keys.pair, async () => {
    refuseWhileThrottled(keys, await rowsOf(runtime, readThrottle(keys)))
    try {
      await check(identity, userId, shown)
    } catch (error) {
      if (error instanceof Problem && error.status === 401) await send(runtime, countFailure(keys))
      throw error
    }
    await send(runtime, [clear(keys)])
  })
}
