import { fullAccess } from '@tenon/kernel/access/access.ts'
import { translate } from '@tenon/kernel/data/pg-errors.ts'
import type { Runtime } from '@tenon/kernel/data/unit-of-work.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import type { Actor } from '@tenon/kernel/entity/ctx.ts'
import { type Call, json, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { z } from 'zod'
import { emailOf } from '../sign-in/email.ts'
import { requireNewPassword } from '../sign-in/new-password.ts'
import { hashPassword, isPassword } from '../sign-in/password.ts'
import { who } from '../sign-in/routes.ts'
import { countFailure, readThrottle, refuseWhileThrottled, throttleKeys } from '../sign-in/throttle.ts'
import { findCode, readCode } from './code.ts'
import { invitationOver, join, type Place } from './join.ts'

const passwordOfAccount = refusal('PASSWORD_OF_ACCOUNT', 409, {
  en: 'There is an account with this address. Join with its password, or sign in first.',
  zh: '该邮箱已有账号，请使用该账号的密码加入，或先登录。',
})

/** Guesses at codes are counted by where they come from, so that nobody keeps anyone else from joining. */
const guessKeys = (address: string) => throttleKeys(`join ${address}`, address)

async function flight({ pool }: Runtime, statements: Parameters<Runtime['pool']['instance']>[0]) {
  return pool.instance(statements).catch(error => {
    throw translate(error)
  })
}

/** The invitation of a code. Throws INVITATION_OVER, and TOO_MANY_ATTEMPTS where codes are being guessed. */
async function placeOf({ runtime, address }: Call, token: string): Promise<Place> {
  const keys = guessKeys(address)
  const code = readCode(token)
  const [held = [], found = []] = await flight(runtime, [readThrottle(keys), findCode(code ?? '')])
  refuseWhileThrottled(keys, held)
  const [invitationId, id, name, timeZone, currency] = found[0] ?? []
  if (!invitationId) {
    await flight(runtime, countFailure(keys))
    throw invitationOver()
  }
  const tenant = { id: String(id), name: String(name), timeZone: String(timeZone), currency: String(currency) }
  return { runtime, tenant, invitationId }
}

/** Whoever holds the code joins with it; nothing else is open to them. */
const newcomer = ({ language, requestId, address }: Call, name: string): Actor => ({
  memberId: null,
  name,
  siteId: null,
  access: fullAccess,
  language,
  origin: { via: 'http', requestId, address },
})

const shownTo = `select i.email, i.domain, m.name, i.needs_approval from identity.invitation i
  left join identity.member m on m.tenant_id = i.tenant_id and m.id = i.inviter
  where i.tenant_id = $1 and i.id = $2 and i.deleted_at is null and i.status = 'open' and i.used < i.limit and i.expires_at > now()`

async function show(call: Call) {
  const { tenant, invitationId } = await placeOf(call, String(call.query.token ?? ''))
  const { pool } = call.runtime
  const asked = { text: shownTo, values: [tenant.id, invitationId] }
  const [rows] = await pool.flight(tenant.id, [asked]).catch(error => {
    throw translate(error)
  })
  if (!rows?.[0]) throw invitationOver()
  const [email, domain, inviter, needsApproval] = rows[0]
  return json({ organisation: tenant.name, inviter, email, domain, needsApproval: needsApproval === 't' })
}

const token = z.string().min(1).max(100)
const joinBody = z.strictObject({
  token,
  name: z.string().trim().min(1).max(100),
  email: z.email().max(254),
  password: z.string().max(1000),
})

interface Account {
  readonly userId: string
  readonly name: string
}
/** The account of the address when this is its password; counted like a sign-in. Undefined when there is none. */
async function accountWith({ runtime, address }: Call, email: string, password: string): Promise<Account | undefined> {
  const keys = throttleKeys(email, address)
  const text = `select u.id, u.name, a.password from auth."user" u
    left join auth.account a on a.user_id = u.id and a.provider_id = 'credential' where u.email = $1`
  const [held = [], found = []] = await flight(runtime, [readThrottle(keys), { text, values: [email] }])
  const [userId, name, hash] = found[0] ?? []
  if (!userId) return undefined
  refuseWhileThrottled(keys, held)
  if (!hash || !(await isPassword(hash, password))) {
    await flight(runtime, countFailure(keys))
    throw passwordOfAccount()
  }
  return { userId, name: String(name) }
}

async function joinAsGuest(call: Call) {
  const wish = parseBody(joinBody, call.body) as z.infer<typeof joinBody>
  const place = await placeOf(call, wish.token)
  const email = emailOf(wish.email)
  const { name, password } = wish
  const account = await accountWith(call, email, password)
  const actor = newcomer(call, account?.name ?? name)
  if (account) return json({ organisation: place.tenant.name, ...(await join(place, { ...account, email, actor })) })
  const { runtime, tenant } = place
  await requireNewPassword(runtime, { password, identifier: email, name, tenantId: tenant.id, field: 'password' })
  const hash = await hashPassword(password)
  return json({ organisation: tenant.name, ...(await join(place, { name, email, hash, actor })) })
}

const ownBody = z.strictObject({ token })

async function joinAsUser(call: SessionCall) {
  const wish = parseBody(ownBody, call.body) as z.infer<typeof ownBody>
  const { userId, email } = who(call)
  const place = await placeOf(call, wish.token)
  const { name } = call.session.actor
  const joiner = { userId, name, email, actor: newcomer(call, name) }
  return json({ organisation: place.tenant.name, ...(await join(place, joiner)) })
}

const joinedReply = z.object({ organisation: z.string(), awaitsApproval: z.boolean() })
const tag = 'sign-in'
const replies = { 200: { description: 'Joined, or waiting for approval; sign in to go on', schema: joinedReply } }

export const joinRoutes = [
  route({
    method: 'GET',
    path: '/auth/invitation',
    operation: 'auth.invitation',
    summary: 'What an invitation code opens',
    tag,
    access: 'public',
    query: { token: 'The code, as it was shown or typed' },
    errors: [410],
    replies: {
      200: {
        description: 'The organisation, who invites, and whom',
        schema: z.object({
          organisation: z.string(),
          inviter: z.string().nullable(),
          email: z.string().nullable(),
          domain: z.string().nullable(),
          needsApproval: z.boolean(),
        }),
      },
    },
    run: show,
  }),
  route({
    method: 'POST',
    path: '/auth/join',
    operation: 'auth.join',
    summary: 'Join by invitation, with a new account or with the password of the one there is',
    tag,
    access: 'public',
    body: joinBody,
    errors: [409, 410],
    replies,
    run: joinAsGuest,
  }),
  route({
    method: 'POST',
    path: '/user/join',
    operation: 'user.join',
    summary: 'Join another organisation by invitation, with the account one is signed in with',
    tag,
    access: 'session',
    body: ownBody,
    errors: [409, 410],
    replies,
    run: joinAsUser,
  }),
]
