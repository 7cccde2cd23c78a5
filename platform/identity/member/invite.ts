import { changeRecord } from '@tenon/kernel/data/records.ts'
import type { Values } from '@tenon/kernel/data/shape.ts'
import { unitOfWork, type Work } from '@tenon/kernel/data/unit-of-work.ts'
import { dayIn } from '@tenon/kernel/fields/date/zone.ts'
import { json, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { canMail, queueMail } from '@tenon/kernel/mail/queue.ts'
import type { Language } from '@tenon/kernel/messages/language.ts'
import { questionsOf } from '@tenon/kernel/operations/guard.ts'
import { lockFor } from '@tenon/kernel/operations/write.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { z } from 'zod'
import { type Link, newLink } from '../people/link.ts'
import { accountOf, addAccount } from '../people/person.ts'
import { emailOf } from '../sign-in/email.ts'
import { identityOf } from '../sign-in/open.ts'
import { invitationWords } from './invite.mail.ts'
import { member } from './member.entity.ts'
import { refuseBeyondOwn } from './member.guard.ts'

const accountExists = refusal('ACCOUNT_EXISTS', 409, {
  en: 'An account with this address exists already. Send its owner an invitation code: it joins with that account.',
  zh: '该邮箱已有账号，请向其发送邀请码，对方可用现有账号加入。',
})
const alreadySignsIn = refusal('ALREADY_SIGNS_IN', 409, {
  en: 'This person signs in already.',
  zh: '此人已能登录。',
})

const notInvitable = refusal('NOT_INVITABLE', 409, {
  en: 'Someone who is suspended or archived is not invited. Bring the account back first.',
  zh: '已停用或已归档的成员不能邀请，请先恢复账号。',
})

/** Nobody has signed in with it yet: an address that was put right since is the one to sign in with. */
async function followAddress(work: Work, userId: string, email: string) {
  const known = await accountOf(work, email)
  if (known && known !== userId) throw accountExists()
  if (!known)
    work.write({ text: 'update auth."user" set email = $2, updated_at = now() where id = $1', values: [userId, email] })
}

/** Never signed in with, by whatever means: also who comes by single sign-on alone has no password. */
async function pendingAccount(work: Work, userId: string, email: string): Promise<string> {
  const text = `select 1 from auth.account where user_id = $1 and provider_id = 'credential' and password is null
    and (select count(*) = 1 and bool_and(m.last_used_at is null) from auth.membership m where m.user_id = $1)`
  if ((await work.read({ text, values: [userId] })).length === 0) throw alreadySignsIn()
  await followAddress(work, userId, email)
  return userId
}

/** An account that exists is never handed out: only one made here, or made here before and not used yet. */
async function accountFor(work: Work, record: Values): Promise<string> {
  const email = emailOf(record.email as string)
  if (typeof record.userId === 'string') return pendingAccount(work, record.userId, email)
  if (await accountOf(work, email)) throw accountExists()
  return addAccount(work, { name: record.name as string, email, hash: null })
}

function mailLink(work: Work, { name, email, language }: Values, { url, expiresAt }: Link): boolean {
  if (!canMail(work.runtime)) return false
  const { tenant, actor } = work
  const until = dayIn(tenant.timeZone, new Date(expiresAt))
  const words = { name: name as string, organisation: tenant.name, inviter: actor.name, url, until }
  queueMail(work, {
    to: emailOf(email as string),
    ...invitationWords((language as Language | null) ?? actor.language, words),
  })
  return true
}

/** Those who belong already but never chose a password keep their state. */
const statusOf = ({ status }: Values) => (status === 'draft' ? 'invited' : status)

async function invite({ session, params, runtime }: SessionCall) {
  const { baseUrl } = identityOf(runtime)
  const link = await unitOfWork(runtime, session.tenant, session.actor, async work => {
    const record = await lockFor(work, member, String(params.id), 'identity.member.invite')
    // Whoever holds the link can act as this member, and the inviter holds it.
    await refuseBeyondOwn({ ctx: questionsOf(work), before: null, after: record })
    if (record.status === 'suspended' || record.status === 'archived') throw notInvitable()
    const userId = await accountFor(work, record)
    const change = { act: 'invite', event: 'invited' }
    changeRecord(work, member, record, { userId, status: statusOf(record) }, change, {
      restricted: false,
      always: true,
    })
    const { statements, ...made } = newLink({ purpose: 'password', value: userId, baseUrl })
    for (const statement of statements) work.write(statement)
    return { ...made, mailed: mailLink(work, record, made) }
  })
  return json(link)
}

export const inviteRoute = route({
  method: 'POST',
  path: '/members/{id}/invite',
  operation: 'members.invite',
  summary: 'A one-time link through which this member chooses a password; mailed too where mail is set up',
  tag: 'members',
  access: 'session',
  errors: [404, 409],
  replies: {
    200: {
      description: 'To be passed on to that person alone',
      schema: z.object({ url: z.url(), expiresAt: z.string(), mailed: z.boolean() }),
    },
  },
  run: invite,
})
