import { type Runtime, unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { accountByEmail } from '../people/account.ts'
import { recordDeed } from '../people/deed.ts'
import { operator } from '../people/operator.ts'
import { emailOf } from '../sign-in/email.ts'
import { endSessionsOf } from '../sign-in/session.ts'
import { tellOwner } from './factor.mail.ts'

/** Takes every second factor from an account, whichever organisations it belongs to, and ends its sessions. Throws UNKNOWN_ACCOUNT. */
export async function resetSecondFactors(runtime: Runtime, email: string): Promise<void> {
  const { userId, memberId, tenant, ...owner } = await accountByEmail(runtime, emailOf(email))
  await unitOfWork(runtime, tenant, operator, async work => {
    work.write({ text: 'select auth.reset_factors($1)', values: [userId] })
    work.write(endSessionsOf(userId))
    recordDeed(work, { memberId, act: 'resetFactors' })
    tellOwner(work, owner, 'reset')
  })
}
