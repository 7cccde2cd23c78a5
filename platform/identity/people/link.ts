import type { Statement } from '@tenon/kernel/data/batch.ts'
import { translate } from '@tenon/kernel/data/pg-errors.ts'
import type { Runtime, Work } from '@tenon/kernel/data/unit-of-work.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { v7 as uuid } from 'uuid'
import { emailOf } from '../sign-in/email.ts'
import { requireNewPassword } from '../sign-in/new-password.ts'
import { hashPassword } from '../sign-in/password.ts'
import { hashToken, newToken } from '../sign-in/token.ts'
import { accountByEmail, changePassword } from './account.ts'
import { operator } from './operator.ts'

export const linkUsed = refusal('LINK_USED', 410, {
  en: 'This link has been used or is too old. Ask for a new one.',
  zh: '该链接已被使用或已过期，请重新获取。',
})

type Purpose = 'password' | 'set-up'
export interface Link {
  /** The token stands behind `#`, so that it reaches no server log and no Referer header. */
  readonly url: string
  readonly expiresAt: string
}
const hours = { password: 48, 'set-up': 24 }

/** The purpose is part of what is looked up, so that a link for one thing opens nothing else. */
const identifierOf = (purpose: Purpose, token: string) => `${purpose} ${hashToken(token)}`

export interface NewLink extends Link {
  readonly statements: readonly Statement[]
}
interface LinkWish {
  readonly purpose: Purpose
  readonly value: string
  readonly baseUrl: string
}

/** A link that works once, and what stores it, beside others for the same thing. The host is the configured one. */
export function addLink({
  purpose,
  value,
  baseUrl,
  minutes = hours[purpose] * 60,
}: LinkWish & { minutes?: number }): NewLink {
  const token = newToken()
  const expiresAt = new Date(Date.now() + minutes * 60_000).toISOString()
  const store = {
    text: 'insert into auth.verification (id, identifier, value, expires_at) values ($1, $2, $3, $4)',
    values: [uuid(), identifierOf(purpose, token), `${purpose} ${value}`, expiresAt],
  }
  return { url: `${baseUrl}/${purpose}#${token}`, expiresAt, statements: [store] }
}

/** As `addLink`; earlier ones for the same thing stop working. */
export function newLink(wish: LinkWish): NewLink {
  const link = addLink(wish)
  const text = 'delete from auth.verification where value = $1 or expires_at < now()'
  return { ...link, statements: [{ text, values: [`${wish.purpose} ${wish.value}`] }, ...link.statements] }
}

async function makeLink({ pool }: Runtime, wish: LinkWish): Promise<Link> {
  const { statements, ...link } = newLink(wish)
  await pool.instance(statements)
  return link
}

const peek = (purpose: Purpose, token: string): Statement => ({
  text: `select split_part(value, ' ', 2) from auth.verification where identifier = $1 and expires_at > now()`,
  values: [identifierOf(purpose, token)],
})

/** What an unused link stands for. Throws LINK_USED. */
export async function readLink({ pool }: Runtime, purpose: Purpose, token: string): Promise<string> {
  const [rows] = await pool.instance([peek(purpose, token)]).catch(error => {
    throw translate(error)
  })
  if (!rows?.[0]?.[0]) throw linkUsed()
  return rows[0][0]
}

/** Uses the link up within the transaction: of many who try at once, one finds it. */
export async function consumeLink(work: Work, purpose: Purpose, token: string): Promise<void> {
  const text = 'delete from auth.verification where identifier = $1 and expires_at > now() returning id'
  const rows = await work.read({ text, values: [identifierOf(purpose, token)] })
  if (rows.length === 0) throw linkUsed()
}

/** The link of the first start is worth nothing once there is an organisation, however that came about. */
export async function consumeSetUpLink(work: Work, token: string): Promise<void> {
  await consumeLink(work, 'set-up', token)
  if ((await work.read({ text: 'select 1 from kernel.tenant limit 1', values: [] })).length) throw linkUsed()
}

/** A link through which this person chooses a password. Throws UNKNOWN_ACCOUNT. */
export async function passwordLink(runtime: Runtime, email: string, baseUrl: string): Promise<Link> {
  const { userId } = await accountByEmail(runtime, emailOf(email))
  return makeLink(runtime, { purpose: 'password', value: userId, baseUrl })
}

/** While there is no organisation: the link through which the first one and its administrator are made. */
export async function setUpLink(runtime: Runtime, baseUrl: string): Promise<Link | undefined> {
  const [rows] = await runtime.pool.instance([{ text: 'select 1 from kernel.tenant limit 1', values: [] }])
  return rows?.length ? undefined : makeLink(runtime, { purpose: 'set-up', value: 'instance', baseUrl })
}

/** Ends every session and the old password at once; without a new one, nobody signs in until a link is used. */
export async function resetPassword(runtime: Runtime, email: string, password?: string): Promise<void> {
  const account = await accountByEmail(runtime, emailOf(email))
  const { userId, email: identifier, name } = account
  if (password !== undefined)
    await requireNewPassword(runtime, { password, identifier, name, userId, field: 'password' })
  const hash = password === undefined ? null : await hashPassword(password)
  await changePassword(runtime, { account, actor: operator, act: 'resetPassword', hash })
}
