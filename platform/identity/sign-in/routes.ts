import { readFile } from 'node:fs/promises'
import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import { type Call, json, noContent, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import type { Language } from '@tenon/kernel/messages/language.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { z } from 'zod'
import { groupsOf } from '../menu/menu.rules.ts'
import { menuFor } from '../menu/menu-of.ts'
import { accents } from '../organisation/appearance.entity.ts'
import { accentOf } from '../organisation/appearance-store.ts'
import { type RoleOfMine, signedInAs, sitesOf } from '../standing/standing.ts'
import { leaveSupport } from '../support/leave-support.ts'
import { endedCookie } from './cookie.ts'
import { enteredReplies, user } from './entered.ts'
import { credentials, login } from './login.ts'
import { identityOf } from './open.ts'
import { endSession } from './session.ts'
import { switchSite } from './switch-site.ts'

const noDemo = refusal('NO_DEMO', 404, {
  en: 'Demo people exist in an evaluation instance only.',
  zh: '只有试用环境才有演示人员。',
})
const notASession = refusal('NOT_A_SESSION', 403, {
  en: 'This needs a person who signed in.',
  zh: '此操作需要由登录人员进行。',
})

/** Who asks, also through an API key or as an operator who was let in. */
const caller = ({ session }: Pick<SessionCall, 'session'>) => {
  const how = signedInAs(session.actor)
  if (!how) throw notASession()
  return how
}
/** The person who signed in; no program and no operator touches how a person does that. */
export const who = (call: Pick<SessionCall, 'session'>) => {
  const how = caller(call)
  if (how.by) throw notASession()
  return how
}

const site = z.object({ id: z.string(), name: z.string(), code: z.string(), type: z.string() })
const named = z.object({ id: z.string(), key: z.string(), name: z.string() })
const tenant = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  timeZone: z.string(),
  currency: z.string(),
})

async function logout(call: SessionCall) {
  const how = caller(call)
  if (how.by === 'support') await leaveSupport(call.session, how)
  else await call.runtime.pool.instance([endSession(who(call).sessionId)])
  return { ...noContent(), headers: { 'set-cookie': endedCookie(identityOf(call.runtime).baseUrl) } }
}

const nameIn = (language: Language, { id, key, name, nameZh }: RoleOfMine) => ({
  id,
  key,
  name: language === 'zh' ? (nameZh ?? name) : name,
})

async function me(call: SessionCall) {
  const { userId, email, slug, standing, site: here, roles } = caller(call)
  const { actor, tenant: own } = call.session
  const { id, name, timeZone, currency } = own
  const given = roles.flatMap(role => role.grants.map(grant => grant.permission))
  const permissions = new Set(given.filter(actor.access.may))
  const { catalog } = identityOf(call.runtime)
  const { menu, accent } = await unitOfWork(call.runtime, own, actor, async work => ({
    menu: await menuFor(work, catalog, actor.access, call.language),
    accent: await accentOf(work),
  }))
  return json({
    person: { id: actor.memberId ?? userId, userId, name: actor.name, email },
    tenant: { id, slug, name, timeZone, currency, accent },
    site: here,
    sites: sitesOf(standing),
    roles: roles.map(role => nameIn(call.language, role)),
    permissions: [...permissions].sort(),
    menu: groupsOf(menu),
  })
}

const siteBody = z.strictObject({ siteId: z.string().max(100) })
async function switchTo(call: SessionCall) {
  const { siteId } = parseBody(siteBody, call.body) as z.infer<typeof siteBody>
  return json(await switchSite(call.session, who(call), siteId))
}

/** Read anew each time: it is written once, long after start on the first run. */
async function demo({ runtime }: Call) {
  const { demoAccounts } = identityOf(runtime)
  if (!demoAccounts) throw noDemo()
  try {
    return json(JSON.parse(await readFile(demoAccounts, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw noDemo()
    throw error
  }
}

const tag = 'sign-in'
const demoPerson = z.object({
  tenant: z.string(),
  tenantName: z.string(),
  name: z.string(),
  email: z.string(),
  password: z.string(),
  role: z.string(),
  roleLabel: z.string(),
  note: z.string(),
})

export const signInRoutes = [
  route({
    method: 'POST',
    path: '/auth/login',
    operation: 'auth.login',
    summary: 'Sign in with a password',
    tag,
    access: 'public',
    body: credentials,
    errors: [401],
    replies: enteredReplies,
    run: call => login(call),
  }),
  route({
    method: 'GET',
    path: '/auth/me',
    operation: 'auth.me',
    summary: 'Who this token or cookie belongs to',
    tag,
    access: 'session',
    replies: { 200: { description: 'The account and the organisation', schema: user.extend({ tenant }) } },
    run: async call => {
      const { userId, email, slug } = caller(call)
      const { id, name, timeZone, currency } = call.session.tenant
      return json({ id: userId, name: call.session.actor.name, email, tenant: { id, slug, name, timeZone, currency } })
    },
  }),
  route({
    method: 'POST',
    path: '/auth/logout',
    operation: 'auth.logout',
    summary: 'End this session',
    tag,
    access: 'session',
    replies: { 204: { description: 'The token is worth nothing from now on' } },
    run: logout,
  }),
  route({
    method: 'GET',
    path: '/auth/demo',
    operation: 'auth.demo',
    summary: 'The demo people of an evaluation instance',
    tag,
    access: 'public',
    errors: [404],
    replies: { 200: { description: 'Whom one may try the product as', schema: z.array(demoPerson) } },
    run: demo,
  }),
  route({
    method: 'GET',
    path: '/user/me',
    operation: 'user.me',
    summary: 'The person, where they work now and what they may do there',
    tag,
    access: 'session',
    replies: {
      200: {
        description: 'The person in this organisation',
        schema: z.object({
          person: user.extend({ userId: z.string() }),
          tenant: tenant.extend({ accent: z.enum(accents).nullable() }),
          site: site.nullable(),
          sites: z.array(site),
          roles: z.array(named),
          permissions: z.array(z.string()),
          menu: z.array(z.looseObject({ name: z.string() })),
        }),
      },
    },
    run: async call => me(call),
  }),
  route({
    method: 'GET',
    path: '/site/accessible',
    operation: 'site.accessible',
    summary: 'The sites one may work at',
    tag,
    access: 'session',
    replies: { 200: { description: 'Headquarters first', schema: z.object({ data: z.array(site) }) } },
    run: async call => json({ data: sitesOf(caller(call).standing) }),
  }),
  route({
    method: 'POST',
    path: '/site/switch',
    operation: 'site.switch',
    summary: 'Work at another of one’s own sites from now on',
    tag,
    access: 'session',
    body: siteBody,
    errors: [404],
    replies: { 200: { description: 'The site', schema: site } },
    run: switchTo,
  }),
]
