import { type Runtime, unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import type { Actor, Tenant } from '@tenon/kernel/entity/ctx.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { openSecret, sealSecret } from '@tenon/kernel/secrets/secret.ts'
import { v7 as uuid } from 'uuid'
import { recordDeed } from '../people/deed.ts'
import type { OpenIdentity } from '../sign-in/open.ts'
import { tellOwner } from './factor.mail.ts'
import { codesIfNone, type Factor, lockFactors } from './factor-store.ts'
import { readRegistration } from './passkey.ts'
import { storePasskey } from './passkey-store.ts'
import { rowsOf, send } from './rows.ts'
import { keyUri, newSecret, stepOf } from './totp.ts'
import { beginTotp, confirmTotp, dropConfirmedTotp, pendingTotp } from './totp-store.ts'

const nothingBegun = refusal('ENROLMENT_NOT_BEGUN', 409, {
  en: 'Begin the set-up of the authenticator app again.',
  zh: '请重新开始设置验证器应用。',
})
const wrongFirstCode = refusal('WRONG_FIRST_CODE', 422, {
  en: 'This code does not fit. Check that the clock of your device is right.',
  zh: '验证码不匹配，请检查设备时间是否准确。',
})
const passkeyKnown = refusal('PASSKEY_KNOWN', 409, {
  en: 'This passkey is set up already.',
  zh: '该通行密钥已设置过。',
})
const tooManyPasskeys = refusal('TOO_MANY_PASSKEYS', 409, {
  en: 'There are {count} passkeys already. Remove one first.',
  zh: '已有 {count} 个通行密钥，请先移除一个。',
})
const mostPasskeys = 20

/** Whose factor it becomes and in which organisation's history it is told. */
export interface Enrolling {
  readonly runtime: Runtime
  readonly tenant: Tenant
  readonly actor: Actor
  readonly user: { readonly id: string; readonly name: string; readonly email: string }
  /** There must be no factor yet. */
  readonly isFirst?: boolean
}

const hasFactor = refusal('HAS_SECOND_FACTOR', 409, {
  en: 'A second factor has been set up in the meantime. Sign in with it.',
  zh: '该账号已设置第二验证方式，请使用它登录。',
})
const refuseSecond = ({ isFirst }: Enrolling, factors: readonly Factor[]) => {
  if (isFirst && factors.length) throw hasFactor()
}

/** The one row a sealed secret is for. */
export const totpPlace = (id: string) => `auth.totp ${id}`

/** The secret for an authenticator app, told this once; it counts for nothing until a code of it has been seen. */
export async function beginEnrolment({ baseUrl }: OpenIdentity, { runtime, user }: Enrolling) {
  const [id, secret] = [uuid(), newSecret()]
  await send(runtime, [beginTotp({ id, userId: user.id, sealed: sealSecret(runtime, secret, totpPlace(id)) })])
  const label = `${user.email} (${new URL(baseUrl).host})`
  return { secret, uri: keyUri(secret, { issuer: 'Tenon', label }) }
}

/** From now on the app's codes are asked for; gives recovery codes when there are none. Replaces an earlier app. */
export async function confirmEnrolment(enrolling: Enrolling, code: string): Promise<string[]> {
  const { runtime, tenant, actor, user } = enrolling
  const [row] = await rowsOf(runtime, pendingTotp(user.id))
  if (!row) throw nothingBegun()
  const [id, sealed] = row as readonly string[] as readonly [string, string]
  const step = stepOf(await openSecret(runtime, sealed, totpPlace(id)), code)
  if (step === null) throw wrongFirstCode({}, { fields: [{ field: 'code', code: 'INVALID_VALUE' }] })
  return unitOfWork(runtime, tenant, actor, async work => {
    const factors = await lockFactors(work, user.id)
    refuseSecond(enrolling, factors)
    work.write(dropConfirmedTotp(user.id))
    if ((await work.read(confirmTotp(id, step))).length === 0) throw nothingBegun()
    const replaced = factors.some(({ kind }) => kind === 'totp')
    recordDeed(work, { memberId: String(actor.memberId), act: 'addFactor', after: { kind: 'totp', replaced } })
    tellOwner(work, user, 'added')
    return codesIfNone(work, user.id)
  })
}

/** Keeps a passkey a browser has made; gives recovery codes when there are none. */
export async function addPasskey(
  identity: OpenIdentity,
  enrolling: Enrolling,
  wish: { readonly name: string; readonly attestation: unknown },
): Promise<string[]> {
  const { runtime, tenant, actor, user } = enrolling
  const made = await readRegistration({ runtime, baseUrl: identity.baseUrl }, user.id, wish.attestation)
  return unitOfWork(runtime, tenant, actor, async work => {
    const factors = await lockFactors(work, user.id)
    refuseSecond(enrolling, factors)
    const passkeys = factors.filter(({ kind }) => kind === 'passkey')
    if (passkeys.length >= mostPasskeys) throw tooManyPasskeys({ count: mostPasskeys })
    if ((await work.read(storePasskey({ ...made, name: wish.name }))).length === 0) throw passkeyKnown()
    const after = { kind: 'passkey', name: wish.name }
    recordDeed(work, { memberId: String(actor.memberId), act: 'addFactor', after })
    tellOwner(work, user, 'added')
    return codesIfNone(work, user.id)
  })
}
