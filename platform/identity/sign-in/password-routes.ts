import { fullAccess } from '@tenon/kernel/access/access.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import type { Actor } from '@tenon/kernel/entity/ctx.ts'
import { type Call, noContent, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { z } from 'zod'
import { accountById, changePassword } from '../people/account.ts'
import { consumeLink, consumeSetUpLink, linkUsed, readLink } from '../people/link.ts'
import { createTenant } from '../people/tenant.ts'
import { requireNewPassword } from './new-password.ts'
import { identityOf } from './open.ts'
import { hashPassword } from './password.ts'
import { longest, requireGoodPassword, shortest } from './password-rules.ts'
import { who } from './routes.ts'
import { confirmPassword } from './sign-in.ts'

const ownBody = z.strictObject({ current: z.string().min(1).max(1000), password: z.string().max(1000) })

async function changeOwn(call: SessionCall) {
  const { current, password } = parseBody(ownBody, call.body) as z.infer<typeof ownBody>
  const { userId, email, slug, sessionId } = who(call)
  const { runtime, tenant, actor } = call.session
  const attempt = { identifier: email, password: current, tenant: slug, address: call.address }
  await confirmPassword(identityOf(runtime), attempt)
  await requireNewPassword(runtime, { password, identifier: email, name: actor.name, userId, field: 'password' })
  const account = { userId, email, name: actor.name, memberId: String(actor.memberId), tenant }
  const hash = await hashPassword(password)
  await changePassword(runtime, { account, actor, act: 'changePassword', hash, spared: sessionId })
  return noContent()
}

const token = z.string().length(43)
const linkBody = z.strictObject({ token, password: z.string().max(1000) })

/** Whoever holds the link acts for its account; nothing but the password is open to them. */
const holder = (call: Call, memberId: string, name: string): Actor => ({
  memberId,
  name,
  siteId: null,
  access: fullAccess,
  language: call.language,
  origin: { via: 'http', requestId: call.requestId, address: call.address },
})

async function setByLink(call: Call) {
  const wish = parseBody(linkBody, call.body) as z.infer<typeof linkBody>
  const account = await accountById(call.runtime, await readLink(call.runtime, 'password', wish.token))
  if (!account) throw linkUsed()
  const { userId, email: identifier, name } = account
  await requireNewPassword(call.runtime, { password: wish.password, identifier, name, userId, field: 'password' })
  const hash = await hashPassword(wish.password)
  const actor = holder(call, account.memberId, account.name)
  const also = (work: Work) => consumeLink(work, 'password', wish.token)
  await changePassword(call.runtime, { account, actor, act: 'setPassword', hash, also })
  return noContent()
}

const setUpBody = z.strictObject({
  token,
  organisation: z.strictObject({
    slug: z.string().max(41),
    name: z.string().trim().min(1).max(200),
    timeZone: z.string().max(60).optional(),
    currency: z.string().max(3).optional(),
  }),
  administrator: z.strictObject({
    name: z.string().trim().min(1).max(100),
    email: z.email().max(254),
    password: z.string().max(1000),
  }),
})

async function setUp(call: Call) {
  const wish = parseBody(setUpBody, call.body) as z.infer<typeof setUpBody>
  await readLink(call.runtime, 'set-up', wish.token)
  const { password, email: identifier, name } = wish.administrator
  await requireGoodPassword(password, { identifier, name }, 'administrator.password')
  const organisation = { ...wish.organisation, administrator: wish.administrator }
  await createTenant(identityOf(call.runtime), organisation, work => consumeSetUpLink(work, wish.token))
  return noContent()
}

const tag = 'sign-in'
const rules = `${shortest} to ${longest} characters unless the organisation asks for more, used exactly as typed; refused when easily guessed, known from leaks or used before`

export const passwordRoutes = [
  route({
    method: 'POST',
    path: '/auth/password',
    operation: 'auth.changePassword',
    summary: `Change one’s own password: ${rules}`,
    tag,
    access: 'session',
    body: ownBody,
    replies: { 204: { description: 'Changed; all other sessions of the account have ended' } },
    run: changeOwn,
  }),
  route({
    method: 'POST',
    path: '/auth/password/link',
    operation: 'auth.setPassword',
    summary: `Choose a password through a one-time link: ${rules}`,
    tag,
    access: 'public',
    body: linkBody,
    errors: [410],
    replies: { 204: { description: 'Set; all sessions of the account have ended' } },
    run: setByLink,
  }),
  route({
    method: 'POST',
    path: '/auth/set-up',
    operation: 'auth.setUp',
    summary: 'Make the first organisation and its administrator through the one-time link printed at the first start',
    tag,
    access: 'public',
    body: setUpBody,
    errors: [410],
    replies: { 204: { description: 'Made; the administrator may sign in' } },
    run: setUp,
  }),
]
