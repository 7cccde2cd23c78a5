import type { Statement } from '@tenon/kernel/data/batch.ts'
import type { Hurdle } from '../sign-in/entrant.ts'
import { send } from './rows.ts'
import { seeDevice } from './trusted-device.ts'

const kindsOf = (userId: string): Statement => ({
  text: `select 'totp' from auth.totp where user_id = $1 and confirmed_at is not null
    union all select 'passkey' from (select 1 from auth.passkey where user_id = $1 limit 1) as key
    union all select 'recovery' from (
      select 1 from auth.recovery_code where user_id = $1 and used_at is null limit 1) as code`,
  values: [userId],
})

/** Whoever has set a factor up is asked for it, except in a browser they have told to trust. */
export const secondFactorHurdle: Hurdle = async ({ runtime }, { user, trustedDevice }) => {
  const seen = trustedDevice ? [seeDevice(user.id, trustedDevice)] : []
  const [kinds = [], known = []] = await send(runtime, [kindsOf(user.id), ...seen])
  const factors = kinds.map(([kind]) => kind)
  const hasFactor = factors.some(kind => kind !== 'recovery')
  return hasFactor && known.length === 0 ? { kind: 'second-factor', extra: { factors } } : null
}
