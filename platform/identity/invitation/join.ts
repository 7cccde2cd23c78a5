import { changeRecord, insertRecord, lockRecord } from '@tenon/kernel/data/records.ts'
import type { Values } from '@tenon/kernel/data/shape.ts'
import { type Runtime, unitOfWork, type Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Actor, Tenant } from '@tenon/kernel/entity/ctx.ts'
import { canMail, queueMail } from '@tenon/kernel/mail/queue.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { questionsOf } from '@tenon/kernel/operations/guard.ts'
import { Problem, refusal } from '@tenon/kernel/problem/problem.ts'
import { member } from '../member/member.entity.ts'
import { refuseBeyondOwn } from '../member/member.guard.ts'
import { addAccount } from '../people/person.ts'
import { lapse } from './invitation.actions.ts'
import { invitation, invitationUse } from './invitation.entity.ts'
import { isFor, isUsable, joined, memberOf } from './invitation.rules.ts'
import { giver } from './inviter.ts'
import { approvalWords } from './join.mail.ts'

export const invitationOver = refusal('INVITATION_OVER', 410, {
  en: 'This invitation is not valid, or not any more. Ask whoever invited you for a new one.',
  zh: '邀请无效或已失效，请联系邀请人重新获取。',
})
const notForYou = refusal('INVITATION_FOR_OTHERS', 403, {
  en: 'This invitation is for another e-mail address.',
  zh: '该邀请仅限其他邮箱使用。',
})
const alreadyHere = refusal('ALREADY_JOINED', 409, {
  en: 'Someone with this address belongs to the organisation already. Sign in, or ask its administrator.',
  zh: '该邮箱已属于此组织，请直接登录或联系管理员。',
})

/** Who joins: with the account they have, or one that is made with them. */
export interface Joiner {
  readonly userId?: string
  readonly name: string
  readonly email: string
  /** Of the password of a new account. */
  readonly hash?: string
  readonly actor: Actor
}
export interface Place {
  readonly runtime: Runtime
  readonly tenant: Tenant
  readonly invitationId: string
}

/** A code whose inviter may no longer give what it gives. */
class Lapsed extends Error {}

/** Holds the rights of the organisation as they are until this commits: whatever changes them waits for the same row. */
const holdRights = ({ tenant }: Work) => ({
  text: 'select id from kernel.tenant where id = $1 for no key update',
  values: [tenant.id],
})

async function refuseBeyondInviter(work: Work, inviterId: unknown, after: Values) {
  const actor = await giver(work, String(inviterId))
  if (!actor) throw new Lapsed()
  await refuseBeyondOwn({ ctx: { ...questionsOf(work), actor }, before: null, after }).catch(error => {
    throw error instanceof Problem && error.code === 'INVALID' ? new Lapsed() : error
  })
}

/** The record that waits for this person: someone the invitation names, entered before and without an account. */
async function waiting(work: Work, record: Values, { userId, email }: Joiner): Promise<Values | undefined> {
  const text = `select m.id, m.user_id is null from identity.member m
    where m.tenant_id = $1 and (lower(m.email) = $2 or m.user_id = $3) and m.deleted_at is null`
  const found = await work.read({ text, values: [work.tenant.id, email, userId ?? null] })
  if (found.length === 0) return undefined
  const [id, isFree] = found[0] ?? []
  if (found.length > 1 || isFree !== 't' || String(record.email ?? '').toLowerCase() !== email) throw alreadyHere()
  const known = (await lockRecord(work, member, String(id))).record
  if (known.status !== 'draft' && known.status !== 'invited') throw alreadyHere()
  return known
}

async function addMember(work: Work, record: Values, joiner: Joiner): Promise<string> {
  const known = await waiting(work, record, joiner)
  const status = record.needsApproval ? 'draft' : 'active'
  const after = joined(known ?? {}, memberOf(record))
  await refuseBeyondInviter(work, record.inviter, { ...after, status })
  const { name, email } = joiner
  const userId = joiner.userId ?? addAccount(work, { name, email, hash: joiner.hash ?? null })
  const { roles, departments } = after
  if (!known) {
    const values = { name, email, userId, roles, departments }
    return (await insertRecord(work, member, values, { restricted: false, status })).id as string
  }
  const change = { act: 'join', event: 'joined' }
  changeRecord(work, member, known, { userId, status, roles, departments }, change, { restricted: false })
  return known.id as string
}

function countUse(work: Work, record: Values) {
  const used = Number(record.used ?? 0) + 1
  const isLast = used >= Number(record.limit)
  const values = isLast ? { used, status: 'used' } : { used }
  changeRecord(work, invitation, record, values, { act: 'join', event: 'joined' }, { restricted: false })
}

/** Tells the inviter that someone waits; nobody else is bothered. */
async function tellInviter(work: Work, { inviter }: Values, { name, email }: Joiner) {
  if (!canMail(work.runtime)) return
  const { record } = await lockRecord(work, member, String(inviter))
  const language = record.language === 'zh' || record.language === 'en' ? record.language : work.actor.language
  const words = approvalWords(language, { name, email, organisation: work.tenant.name })
  queueMail(work, { to: String(record.email), ...words })
}

async function take(work: Work, id: string, joiner: Joiner): Promise<{ awaitsApproval: boolean }> {
  const { record } = await lockRecord(work, invitation, id)
  if (!isUsable(record, work.now)) throw invitationOver()
  if (!isFor(record, joiner.email)) throw notForYou()
  await work.read(holdRights(work))
  const memberId = await addMember(work, record, joiner)
  countUse(work, record)
  const use = { invitation: id, member: memberId, email: joiner.email, at: work.now }
  await insertRecord(work, invitationUse, { ...use, hadAccount: joiner.userId !== undefined }, { restricted: false })
  if (record.needsApproval) await tellInviter(work, record, joiner)
  return { awaitsApproval: Boolean(record.needsApproval) }
}

/**
 * Joins an organisation, all in one transaction: of many who use the last place of a code at once, one gets it. What the
 * code gives is held against what its inviter holds at this moment; beyond that it lapses, and nobody joins.
 */
export async function join({ runtime, tenant, invitationId }: Place, joiner: Joiner) {
  try {
    return await unitOfWork(runtime, tenant, joiner.actor, work => take(work, invitationId, joiner))
  } catch (error) {
    if (!(error instanceof Lapsed)) throw error
    await unitOfWork(runtime, tenant, joiner.actor, async work => {
      const { record } = await lockRecord(work, invitation, invitationId)
      if (record.status === 'open') await ctxOf(work).run(lapse, invitationId, {})
    })
    throw invitationOver()
  }
}
