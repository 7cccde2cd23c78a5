import { sql } from '@tenon/kernel/data/sql.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Language } from '@tenon/kernel/messages/language.ts'
import { type Stored, storedColumns, toStored } from '../notification/store.ts'

/** As many notices as one mail tells of. */
const mostInOne = 50
/** What waited for longer, because there was no mail server, is old news and is not mailed any more. */
const newsFor = sql`interval '1 day'`

/** Whose notices wait to be mailed, whoever waits longest first. */
export async function nextReader(work: Work): Promise<string | undefined> {
  const [cells] = await work.read(sql`select n.member_id from messages.notification n
    where n.tenant_id = ${work.tenant.id}::uuid and n.mail_at is not null order by n.id limit 1`)
  return cells?.[0] ?? undefined
}

export interface Reader {
  readonly name: string
  readonly email: string
  readonly language: Language
  /** By kind, what they chose. */
  readonly mails: Readonly<Record<string, boolean>>
  /** The sites where they work, and null for what they may everywhere. */
  readonly sites: readonly (string | null)[]
}

/** Undefined for who no longer belongs to the organisation. */
export async function findReader(work: Work, memberId: string): Promise<Reader | undefined> {
  const [cells] = await work.read(sql`
    select u.name, u.email, coalesce(u.preferences ->> 'language', p.language, 'en'),
      coalesce(u.preferences -> 'mails', '{}')::text,
      coalesce((select jsonb_agg(distinct a.site) filter (where a.site is not null) from identity.member_role a
        where a.tenant_id = m.tenant_id and a.parent_id = m.member_id), '[]')::text
    from auth.membership m
    join auth."user" u on u.id = m.user_id
    left join identity.member p on p.tenant_id = m.tenant_id and p.id = m.member_id
    where m.tenant_id = ${work.tenant.id}::uuid and m.member_id = ${memberId}::uuid and m.active`)
  if (!cells) return undefined
  const [name, email, language, mails, sites] = cells as string[]
  return {
    name: name as string,
    email: email as string,
    language: language === 'zh' ? 'zh' : 'en',
    mails: JSON.parse(mails as string),
    sites: [null, ...JSON.parse(sites as string)],
  }
}

export interface Waiting extends Stored {
  readonly isNews: boolean
}
/** Locks the notices of a member that wait to be mailed; of two servers one has them. */
export async function takeWaiting(work: Work, memberId: string): Promise<Waiting[]> {
  const rows = await work.read(sql`select ${storedColumns}, n.mail_at > now() - ${newsFor}
    from messages.notification n
    where n.tenant_id = ${work.tenant.id}::uuid and n.member_id = ${memberId}::uuid and n.mail_at is not null
    order by n.id limit ${mostInOne} for update skip locked`)
  return rows.map(cells => ({ ...toStored(cells), isNews: cells.at(-1) === 't' }))
}

/** They wait no longer; `mailed` are those that a mail tells of. */
export function settleWaiting(work: Work, memberId: string, all: readonly string[], mailed: readonly string[]): void {
  work.write({
    text: `update messages.notification set mail_at = null, mailed_at = case when id = any($4::uuid[]) then now() end
      where tenant_id = $1 and member_id = $2 and id = any($3::uuid[])`,
    values: [work.tenant.id, memberId, [...all], [...mailed]],
  })
}
