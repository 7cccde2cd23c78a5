import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import { type Call, route } from '@tenon/kernel/http/route.ts'
import { z } from 'zod'
import { enteringAs, placeOf } from '../factor/entering.ts'
import { changePassword } from '../people/account.ts'
import { claimChallenge, letIn, readChallenge } from './challenge.ts'
import { enteredReplies, enteredReply } from './entered.ts'
import { requireNewPassword } from './new-password.ts'
import { identityOf } from './open.ts'
import { hashPassword } from './password.ts'

const body = z.strictObject({ challenge: z.string().length(43), newPassword: z.string().max(1000) })

/** A refused password leaves the challenge as it is, so that another can be tried. */
async function renew(call: Call) {
  const wish = parseBody(body, call.body) as z.infer<typeof body>
  const identity = identityOf(call.runtime)
  const found = await readChallenge(identity, wish.challenge, 'password-change', placeOf(call))
  const { id: userId, email: identifier, name } = found.entrant.user
  await requireNewPassword(call.runtime, { password: wish.newPassword, identifier, name, userId, field: 'newPassword' })
  const hash = await hashPassword(wish.newPassword)
  const { tenant, actor } = await enteringAs(found.entrant, call)
  const account = { userId, email: identifier, name, memberId: found.entrant.membership.memberId, tenant }
  // The new password ends all that the old one began, this challenge too: what is still asked is asked anew.
  const also = (work: Work) => claimChallenge(work, wish.challenge, 'password-change')
  await changePassword(call.runtime, { account, actor, act: 'changePassword', hash, also })
  return enteredReply(identity, await letIn(identity, found.entrant, [...found.met, 'password-change']))
}

export const renewRoute = route({
  method: 'POST',
  path: '/auth/password/renew',
  operation: 'auth.renewPassword',
  summary: 'Choose the new password that a sign-in asked for, and go on with it',
  tag: 'sign-in',
  access: 'public',
  body,
  errors: [401],
  replies: enteredReplies,
  run: renew,
})
