import { fullAccess } from '@tenon/kernel/access/access.ts'
import { unitOfWork, type Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Actor } from '@tenon/kernel/entity/ctx.ts'
import type { Call } from '@tenon/kernel/http/route.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { recordDeed } from '../people/deed.ts'
import { addPerson } from '../people/person.ts'
import type { Entrant } from '../sign-in/entrant.ts'
import type { Claims } from './flow.ts'
import { accountBy, enterAs, linkOf, storeLink, vouchFor } from './link-store.ts'
import { isOfDomain } from './provider.rules.ts'
import type { Provider } from './provider-store.ts'
import type { Journey } from './state.ts'

const unknown = refusal('SSO_NOT_A_MEMBER', 403, {
  en: 'You are not a member of this organisation. Ask an administrator.',
  zh: '你还不是该组织的成员，请联系管理员。',
})
const unverified = refusal('SSO_EMAIL_NOT_VERIFIED', 403, {
  en: 'The sign-in service does not vouch for your e-mail address, so nobody is known by it.',
  zh: '登录服务未验证你的邮箱地址，无法据此识别身份。',
})
const linkNeeded = refusal('SSO_LINK_NEEDED', 403, {
  en: 'The account with your address is not known to be yours alone to use here. Sign in with its password first and link the sign-in service in your settings.',
  zh: '尚不能确认使用你邮箱的账号属于你，或该账号还属于其他组织。请先用密码登录，再在个人设置中关联登录服务。',
})
const elsewhere = refusal('SSO_ACCOUNT_ELSEWHERE', 403, {
  en: 'An account with your address belongs to another organisation. Whoever runs the server can let it join this one.',
  zh: '你的邮箱已有属于其他组织的账号，请联系系统运维人员将其加入本组织。',
})
const linkedToOther = refusal('SSO_LINKED_TO_OTHER', 409, {
  en: 'This identity is linked to somebody else here.',
  zh: '该身份已关联到其他成员。',
})

interface Arrival {
  readonly provider: Provider
  readonly claims: Claims
  readonly journey: Journey
}

const told = ({ provider, claims }: Arrival) => ({ provider: provider.name, issuer: claims.issuer })

/**
 * An account is taken over only where it belongs to nobody else: this organisation may name its provider, not others'
 * people. And not where somebody made it for an address that may never have been theirs: they still know its password.
 */
async function knownAccount(work: Work, { provider }: Arrival, email: string): Promise<string | undefined> {
  const [account] = await work.read(accountBy(email, provider.tenant.id))
  if (!account) return undefined
  const [userId, organisations, isHere, isUnproven] = account
  if (isHere !== 't') throw elsewhere()
  if (Number(organisations) !== 1 || isUnproven === 't') throw linkNeeded()
  return String(userId)
}

async function newMember(work: Work, { provider, claims }: Arrival, email: string): Promise<string> {
  const text = `select 1 from identity.member
    where tenant_id = $1 and lower(email) = $2 and user_id is null and deleted_at is null`
  const isExpected = (await work.read({ text, values: [provider.tenant.id, email] })).length > 0
  if (!isExpected && !provider.autoCreate) throw unknown()
  const roles = isExpected || provider.defaultRole === null ? [] : [{ role: provider.defaultRole }]
  const name = (claims.name ?? email.split('@')[0] ?? email).slice(0, 100)
  return (await addPerson(work, { name, email, roles })).userId
}

/** By an address that the provider vouches for, of a domain that is this organisation's own. */
async function byEmail(work: Work, arrival: Arrival): Promise<string> {
  const { provider, claims } = arrival
  if (!claims.email) throw unverified()
  if (!isOfDomain(claims.email, provider.domains)) throw unknown()
  const userId = (await knownAccount(work, arrival, claims.email)) ?? (await newMember(work, arrival, claims.email))
  work.write(vouchFor(userId))
  work.write(storeLink(provider.tenant.id, userId, claims))
  return userId
}

/** Whoever was signed in when they set out takes the identity on, unless it is somebody else's. */
function toLink(work: Work, { provider, claims, journey }: Arrival, linked: string | undefined): string {
  const userId = journey.userId as string
  if (linked !== undefined && linked !== userId) throw linkedToOther()
  if (linked === undefined) work.write(storeLink(provider.tenant.id, userId, claims))
  return userId
}

async function accountFor(work: Work, arrival: Arrival): Promise<{ userId: string; isNew: boolean }> {
  const [row] = await work.read(linkOf(arrival.provider.tenant.id, arrival.claims))
  const linked = row?.[0] ?? undefined
  const isNew = linked === undefined
  if (arrival.journey.userId) return { userId: toLink(work, arrival, linked), isNew }
  return { userId: linked ?? (await byEmail(work, arrival)), isNew }
}

const actorOf = ({ provider }: Arrival, { language, requestId, address }: Call): Actor => ({
  memberId: null,
  name: provider.name,
  siteId: null,
  access: fullAccess,
  language,
  origin: { via: 'http', requestId, address },
})

/** Who of the provider's organisation has come. Throws what keeps them out; then nothing was made or linked. */
export function receive(call: Call, arrival: Arrival): Promise<Pick<Entrant, 'user' | 'membership'>> {
  const { tenant } = arrival.provider
  return unitOfWork(call.runtime, tenant, actorOf(arrival, call), async work => {
    const { userId, isNew } = await accountFor(work, arrival)
    const [entered] = await work.read(enterAs(tenant.id, userId))
    if (!entered) throw unknown()
    const [memberId, name, email] = entered.map(String) as [string, string, string]
    if (isNew) recordDeed(work, { memberId, act: 'linkIdentity', after: told(arrival) })
    return { user: { id: userId, name, email }, membership: { tenantId: tenant.id, memberId, slug: tenant.slug } }
  })
}
