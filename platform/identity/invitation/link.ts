import { changeRecord } from '@tenon/kernel/data/records.ts'
import type { Values } from '@tenon/kernel/data/shape.ts'
import { unitOfWork, type Work } from '@tenon/kernel/data/unit-of-work.ts'
import { dayIn } from '@tenon/kernel/fields/date/zone.ts'
import { json, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { canMail, queueMail } from '@tenon/kernel/mail/queue.ts'
import { questionsOf } from '@tenon/kernel/operations/guard.ts'
import { lockFor } from '@tenon/kernel/operations/write.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { z } from 'zod'
import { invitationWords } from '../member/invite.mail.ts'
import { identityOf } from '../sign-in/open.ts'
import { newCode, storeCode } from './code.ts'
import { invitation } from './invitation.entity.ts'
import { refuseBeyondOwnInvitation } from './invitation.guard.ts'

const ended = refusal('INVITATION_ENDED', 409, {
  en: 'This invitation was revoked, has expired, or everyone it was for has joined. Change it or make a new one.',
  zh: '该邀请已撤销、已过期，或名额已用完。请修改或新建邀请。',
})
const nobodyToMail = refusal('NOBODY_TO_MAIL', 409, {
  en: 'This invitation is not for one address. Make a link and pass it on.',
  zh: '该邀请未指定邮箱，请生成链接后自行转发。',
})
const noMail = refusal('NO_MAIL', 409, {
  en: 'This installation sends no mail. Make a link and pass it on.',
  zh: '系统未配置邮件发送，请生成链接后自行转发。',
})

const days = 7
const inDays = (now: string) => new Date(Date.parse(now) + days * 86_400_000).toISOString()
const isPast = (instant: unknown, now: string) => Date.parse(String(instant)) <= Date.parse(now)

function refuseEnded({ status, used, limit, expiresAt }: Values, now: string) {
  if (status === 'revoked' || Number(used ?? 0) >= Number(limit) || (expiresAt && isPast(expiresAt, now))) throw ended()
}

function mail(work: Work, { email }: Values, url: string, expiresAt: string): void {
  const { tenant, actor } = work
  const until = dayIn(tenant.timeZone, new Date(expiresAt))
  const words = { organisation: tenant.name, inviter: actor.name, url, until }
  queueMail(work, { to: String(email).toLowerCase(), ...invitationWords(actor.language, words) })
}

interface Wish {
  readonly work: Work
  readonly id: string
  readonly baseUrl: string
  readonly act: 'link' | 'resend'
}

/** Makes the code anew, so that the one before opens nothing; whoever makes it answers for what it gives. */
async function makeLink({ work, id, baseUrl, act }: Wish) {
  const record = await lockFor(work, invitation, id, 'identity.invitation.link')
  const expiresAt =
    !record.expiresAt || (act === 'resend' && isPast(record.expiresAt, work.now))
      ? inDays(work.now)
      : String(record.expiresAt)
  refuseEnded({ ...record, expiresAt }, work.now)
  if (act === 'resend' && !record.email) throw nobodyToMail()
  if (act === 'resend' && !canMail(work.runtime)) throw noMail()
  // Whoever holds the code can join with what it gives, and this person holds it.
  await refuseBeyondOwnInvitation({ ctx: questionsOf(work), before: null, after: record })
  const code = newCode()
  work.write(storeCode(work.tenant.id, id, code))
  const values = {
    status: 'open',
    used: record.used ?? 0,
    expiresAt,
    inviter: work.actor.memberId,
    codeStart: code.slice(0, 5),
  }
  changeRecord(work, invitation, record, values, { act, event: 'linked' }, { restricted: false, always: true })
  const url = `${baseUrl}/join#${code}`
  const mailed = Boolean(record.email) && canMail(work.runtime)
  if (mailed) mail(work, record, url, expiresAt)
  return { code, url, expiresAt, mailed }
}

/** Opens an invitation: the code and the link by which whoever it is for joins, mailed too where that is one address. */
export const openInvitation = (work: Work, id: string) =>
  makeLink({ work, id, baseUrl: identityOf(work.runtime).baseUrl, act: 'link' })

const linking =
  (act: Wish['act']) =>
  async ({ session, params, runtime }: SessionCall) => {
    const { baseUrl } = identityOf(runtime)
    const { tenant, actor } = session
    return json(
      await unitOfWork(runtime, tenant, actor, work => makeLink({ work, id: String(params.id), baseUrl, act })),
    )
  }

export const linkReply = z.object({ code: z.string(), url: z.url(), expiresAt: z.string(), mailed: z.boolean() })
const replies = { 200: { description: 'Shown once; the code made before opens nothing any more', schema: linkReply } }
const tag = 'invitations'

export const linkRoutes = [
  route({
    method: 'POST',
    path: '/invitations/{id}/link',
    operation: 'invitations.link',
    summary: 'A code and a link through which people join; mailed too where the invitation is for one address',
    tag,
    access: 'session',
    errors: [404, 409],
    replies,
    run: linking('link'),
  }),
  route({
    method: 'POST',
    path: '/invitations/{id}/resend',
    operation: 'invitations.resend',
    summary: 'Mails a new link, good for another week where the old one has expired',
    tag,
    access: 'session',
    errors: [404, 409],
    replies,
    run: linking('resend'),
  }),
]
