import { changeRecord } from '@tenon/kernel/data/records.ts'
import type { Values } from '@tenon/kernel/data/shape.ts'
import { unitOfWork, type Work } from '@tenon/kernel/data/unit-of-work.ts'
import { json, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { questionsOf } from '@tenon/kernel/operations/guard.ts'
import { lockFor } from '@tenon/kernel/operations/write.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { z } from 'zod'
import { newLink } from '../people/link.ts'
import { accountOf, addAccount } from '../people/person.ts'
import { emailOf } from '../sign-in/email.ts'
import { identityOf } from '../sign-in/open.ts'
import { member } from './member.entity.ts'
import { refuseBeyondOwn } from './member.guard.ts'

const accountExists = refusal('ACCOUNT_EXISTS', 409, {
  en: 'An account with this address exists already. Whoever runs the server can let it join this organisation.',
  zh: '该邮箱已有账号，请联系系统运维人员将其加入本组织。',
})
const alreadySignsIn = refusal('ALREADY_SIGNS_IN', 409, {
  en: 'This person has a password already.',
  zh: '此人已设置过密码。',
})

async function pendingAccount(work: Work, userId: string): Promise<string> {
  const text = `select 1 from auth.account where user_id = $1 and provider_id = 'credential' and password is null
    and (select count(*) from auth.membership m where m.user_id = $1) = 1`
  if ((await work.read({ text, values: [userId] })).length === 0) throw alreadySignsIn()
  return userId
}

/** An account that exists is never handed out: only one made here, or made here before and not used yet. */
async function accountFor(work: Work, record: Values): Promise<string> {
  if (typeof record.userId === 'string') return pendingAccount(work, record.userId)
  const email = emailOf(record.email as string)
  if (await accountOf(work, email)) throw accountExists()
  return addAccount(work, { name: record.name as string, email, hash: null })
}

async function invite({ session, params, runtime }: SessionCall) {
  const { baseUrl } = identityOf(runtime)
  const link = await unitOfWork(runtime, session.tenant, session.actor, async work => {
    const record = await lockFor(work, member, String(params.id), 'identity.member.invite')
    // Whoever holds the link can act as this member, and the inviter holds it.
    await refuseBeyondOwn({ ctx: questionsOf(work), before: null, after: record })
    const userId = await accountFor(work, record)
    const change = { act: 'invite', event: 'invited' }
    changeRecord(work, member, record, { userId }, change, { restricted: false, always: true })
    const { statements, ...made } = newLink({ purpose: 'password', value: userId, baseUrl })
    for (const statement of statements) work.write(statement)
    return made
  })
  return json(link)
}

export const inviteRoute = route({
  method: 'POST',
  path: '/members/{id}/invite',
  operation: 'members.invite',
  summary: 'A one-time link through which this member chooses a password',
  tag: 'members',
  access: 'session',
  errors: [404, 409],
  replies: {
    200: {
      description: 'To be passed on to that person alone',
      schema: z.object({ url: z.url(), expiresAt: z.string() }),
    },
  },
  run: invite,
})
