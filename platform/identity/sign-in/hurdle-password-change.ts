import { translate } from '@tenon/kernel/data/pg-errors.ts'
import { passwordPolicy } from '../security/policy-store.ts'
import type { Hurdle } from './entrant.ts'

const state = `select a.must_change, extract(epoch from now() - a.password_set_at) / 86400
  from auth.account a where a.user_id = $1 and a.provider_id = 'credential' and a.password is not null`

/** Asked of whoever comes in by password: when an administrator wants a new one, or when the present one is too old. */
export const passwordChangeHurdle: Hurdle = async ({ runtime }, { user, method }) => {
  if (method !== 'password') return null
  const [rows] = await runtime.pool.instance([{ text: state, values: [user.id] }]).catch(error => {
    throw translate(error)
  })
  const [mustChange, days] = rows?.[0] ?? []
  if (mustChange === 't') return { kind: 'password-change', extra: { reason: 'forced' } }
  const { maxAgeDays } = await passwordPolicy(runtime, { userId: user.id })
  const isTooOld = maxAgeDays !== null && Number(days) > maxAgeDays
  return isTooOld ? { kind: 'password-change', extra: { reason: 'expired' } } : null
}
