import type { Statement } from '@tenon/kernel/data/batch.ts'
import type { SessionCall } from '@tenon/kernel/http/route.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { identityOf } from '../sign-in/open.ts'
import { who } from '../sign-in/routes.ts'
import { confirmPassword } from '../sign-in/sign-in.ts'
import { rowsOf } from './rows.ts'

const confirm = refusal('PASSWORD_CONFIRMATION_NEEDED', 403, {
  en: 'Confirm this with your password.',
  zh: '请输入密码以确认此操作。',
})
const choosePassword = refusal('PASSWORD_NEEDED_FIRST', 409, {
  en: 'Choose a password first: your account belongs to several organisations.',
  zh: '你的账号属于多个组织，请先设置密码。',
})

const accountOf = (userId: string): Statement => ({
  text: `select exists (select 1 from auth.account a
      where a.user_id = $1 and a.provider_id = 'credential' and a.password is not null),
    (select count(*) from auth.membership m where m.user_id = $1)`,
  values: [userId],
})

/**
 * A session alone changes nothing about how its account is proved: whoever finds it open, or an organisation that signs
 * people in by itself, would hold the account everywhere and for good. Without a password there is nobody to ask, which
 * is enough while the account belongs to this organisation alone.
 */
export async function confirmOwner(call: SessionCall, password: string | undefined): Promise<void> {
  const { userId, email, slug } = who(call)
  const [[hasPassword, organisations] = []] = await rowsOf(call.runtime, accountOf(userId))
  if (hasPassword !== 't') {
    if (Number(organisations) > 1) throw choosePassword()
    return
  }
  if (password === undefined) throw confirm()
  const attempt = { identifier: email, password, tenant: slug, address: call.address }
  await confirmPassword(identityOf(call.runtime), attempt)
}
