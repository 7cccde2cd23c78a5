import type { Grant } from '@tenon/kernel/access/grant.ts'
import { sql } from '@tenon/kernel/data/sql.ts'
import type { Guard } from '@tenon/kernel/entity/entity.ts'
import type { FieldProblem } from '@tenon/kernel/problem/problem.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { invalid } from '@tenon/kernel/problem/refusals.ts'
import { covers } from '../role/grants.rules.ts'
import { accessAt } from '../standing/standing.ts'
import { areDomains, domainsOf } from './provider.rules.ts'

const needsEverything = refusal('SSO_NEEDS_ADMINISTRATOR', 403, {
  en: 'Whoever sets up single sign-on decides who everybody is: only someone who may do everything can.',
  zh: '单点登录的设置决定每个人的身份，只有拥有全部权限的人才能修改。',
})
const notDomains = {
  en: 'List domains such as acme.example, separated by commas.',
  zh: '请填写域名，例如 acme.example，用逗号分隔。',
}
const domainsNeeded = {
  en: 'Name the domains whose people may become members by themselves.',
  zh: '请填写允许自动成为成员的邮箱域名。',
}
const plainIssuer = {
  en: 'The address of the provider begins with https:// and has no query.',
  zh: '登录服务地址须以 https:// 开头，且不带查询参数。',
}
const notARole = { en: 'A permission group cannot be held by itself.', zh: '权限组不能直接授予。' }

const everything: Grant = { permission: '*', rows: [], fields: null }

/** Plain HTTP is for a provider on this very computer; whether that is allowed here is judged when it is used. */
const isIssuer = (text: unknown) => {
  const { protocol, hostname, search, hash, username } = new URL(String(text))
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  return (protocol === 'https:' || isHere) && !search && !hash && !username
}

async function isGroup({ ctx }: Parameters<Guard>[0], id: unknown): Promise<boolean> {
  if (!id) return false
  const rows = await ctx.query(sql`select id from identity.role
    where tenant_id = ${ctx.tenant.id} and id = ${id}::uuid and kind = 'group'`)
  return rows.length > 0
}

/** The provider's owner can be anyone here, so it takes all rights to name one: nobody grants what they lack. */
export const guardProvider: Guard = async write => {
  const { ctx, after } = write
  if (!after) return
  if (!covers(accessAt(ctx.actor, null), everything)) throw needsEverything()
  const { issuer, domains, autoCreate, defaultRole } = after as Record<string, string | null>
  const problems: FieldProblem[] = []
  if (issuer && !isIssuer(issuer)) problems.push({ field: 'issuer', code: 'INVALID_VALUE', message: plainIssuer })
  if (!areDomains(domains)) problems.push({ field: 'domains', code: 'INVALID_VALUE', message: notDomains })
  if (autoCreate && domainsOf(domains).length === 0)
    problems.push({ field: 'domains', code: 'REQUIRED', message: domainsNeeded })
  if (await isGroup(write, defaultRole)) problems.push({ field: 'defaultRole', code: 'NOT_A_ROLE', message: notARole })
  if (problems.length) throw invalid({}, { fields: problems })
}
