import { changeRecord, insertRecord, lockRecord } from '@tenon/kernel/data/records.ts'
import type { Values } from '@tenon/kernel/data/shape.ts'
import { type Runtime, unitOfWork, type Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Tenant } from '@tenon/kernel/entity/ctx.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { member } from '../member/member.entity.ts'
import { emailOf } from '../sign-in/email.ts'
import { requireNewPassword } from '../sign-in/new-password.ts'
import { hashPassword } from '../sign-in/password.ts'
import { operator } from './operator.ts'

const unknownRole = refusal('UNKNOWN_ROLE', 422, { en: 'There is no role "{role}".', zh: '没有角色“{role}”。' })
const unknownSite = refusal('UNKNOWN_SITE', 422, { en: 'There is no site "{site}".', zh: '没有站点“{site}”。' })
const notAnAddress = refusal('NOT_AN_EMAIL', 422, {
  en: '"{email}" is not an e-mail address.',
  zh: '“{email}”不是有效的邮箱地址。',
})
const alreadyHere = refusal('ALREADY_A_MEMBER', 409, {
  en: '{email} already belongs to this organisation.',
  zh: '{email} 已是该组织的成员。',
})

export interface NewPerson {
  readonly name: string
  readonly email: string
  readonly phone?: string | null
  /** Left out: the person chooses one through a link. Ignored when the account exists: only its owner changes that. */
  readonly password?: string | undefined
  /** Role keys; without a site's code the role is held everywhere. */
  readonly roles: readonly { readonly role: string; readonly site?: string }[]
}

/** The account of an address, if there is one. */
export async function accountOf(work: Work, email: string): Promise<string | undefined> {
  const [known] = await work.read({ text: 'select id from auth."user" where email = $1', values: [email] })
  return known?.[0] ?? undefined
}

/** Queues a new account; without a hash nobody signs in with it until a password is set through a link. */
export function addAccount(
  work: Work,
  { name, email, hash }: { name: string; email: string; hash: string | null },
): string {
  const id = uuid()
  work.write({ text: 'insert into auth."user" (id, name, email) values ($1, $2, $3)', values: [id, name, email] })
  work.write({
    text: `insert into auth.account (id, user_id, provider_id, account_id, password) values ($1, $2, 'credential', $3, $4)`,
    values: [uuid(), id, id, hash],
  })
  return id
}

async function accountFor(work: Work, { name, email, password }: NewPerson): Promise<string> {
  const known = await accountOf(work, email)
  if (known) return known
  if (password === undefined) return addAccount(work, { name, email, hash: null })
  await requireNewPassword(work, {
    password,
    identifier: email,
    name,
    tenantId: work.tenant.id,
    field: 'password',
  })
  return addAccount(work, { name, email, hash: await hashPassword(password) })
}

async function idOf(
  work: Work,
  table: 'role' | 'site',
  by: 'key' | 'code',
  value: string,
): Promise<string | undefined> {
  const text = `select id from identity.${table} where tenant_id = $1 and ${by} = $2 and deleted_at is null`
  return (await work.read({ text, values: [work.tenant.id, value] }))[0]?.[0] ?? undefined
}

async function assignment(work: Work, { role, site }: NewPerson['roles'][number]) {
  const roleId = await idOf(work, 'role', 'key', role)
  if (!roleId) throw unknownRole({ role })
  const siteId = site === undefined ? null : await idOf(work, 'site', 'code', site)
  if (siteId === undefined) throw unknownSite({ site: String(site) })
  return { role: roleId, site: siteId }
}

async function refuseSecond(work: Work, userId: string, email: string) {
  const text = 'select 1 from auth.membership where tenant_id = $1 and user_id = $2'
  if ((await work.read({ text, values: [work.tenant.id, userId] })).length) throw alreadyHere({ email })
}

/** A member of the work's organisation and the account behind it, made when there is none; the directory follows. */
export async function addPerson(work: Work, wish: NewPerson): Promise<{ userId: string; memberId: string }> {
  const email = emailOf(wish.email)
  if (!z.email().max(254).safeParse(email).success) throw notAnAddress({ email: wish.email })
  const userId = await accountFor(work, { ...wish, email })
  await refuseSecond(work, userId, email)
  const roles: object[] = []
  for (const held of wish.roles) roles.push(await assignment(work, held))
  const known = await memberWithoutAccount(work, email)
  if (known) return { userId, memberId: adopt(work, known, { userId, roles }) }
  const values = { name: wish.name, email, phone: wish.phone ?? null, userId, roles }
  const record = await insertRecord(work, member, values, { restricted: false, status: 'active' })
  return { userId, memberId: record.id as string }
}

/** Someone the organisation has entered before, who could not sign in until now. */
async function memberWithoutAccount(work: Work, email: string): Promise<Values | undefined> {
  const text = `select id from identity.member
    where tenant_id = $1 and lower(email) = $2 and user_id is null and deleted_at is null`
  const [found] = await work.read({ text, values: [work.tenant.id, email] })
  return found?.[0] ? (await lockRecord(work, member, found[0])).record : undefined
}

function adopt(work: Work, known: Values, { userId, roles }: { userId: string; roles: readonly object[] }): string {
  const status = known.status === 'draft' || known.status === 'invited' ? 'active' : known.status
  const values = { userId, status, roles: [...(known.roles as object[]), ...roles] }
  changeRecord(work, member, known, values, { act: 'update', event: 'updated' }, { restricted: false })
  return known.id as string
}

/** Account, directory entry, member and roles in one transaction. */
export function createPerson(
  runtime: Runtime,
  tenant: Tenant,
  wish: NewPerson,
): Promise<{ userId: string; memberId: string }> {
  return unitOfWork(runtime, tenant, operator, work => addPerson(work, wish))
}
