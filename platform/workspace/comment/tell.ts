import { readersOf } from '@tenon/identity'
import { reachOf } from '@tenon/kernel/access/scope.ts'
import { asker, type Who } from '@tenon/kernel/access/who.ts'
import { tableOf } from '@tenon/kernel/data/list.ts'
import { sql } from '@tenon/kernel/data/sql.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { notify } from '@tenon/messages'
import type { About } from '../about/about.ts'

/** Told at once of one comment, at most. */
const most = 500

/** Each member in the place of whoever asks: whose record is it, then? */
const eachMember: Who = { ...asker, member: sql`m.id` }

/** Who has to do with a record: it is their own, they created it, starred it, or said something about it. */
async function concerned(work: Work, { entity, id }: About): Promise<string[]> {
  const own = entity.scopes?.own ? reachOf(entity, { rows: [{ scope: 'own' }] }, 't', eachMember) : sql<boolean>`false`
  const rows = await work.read(sql`
    select s.member_id from workspace.star s
      where s.tenant_id = ${work.tenant.id} and s.entity = ${entity.name} and s.record_id = ${id}::uuid
    union select c.created_by from workspace.comment c where c.tenant_id = ${work.tenant.id} and c.about = ${entity.name}
      and c.about_id = ${id} and c.deleted_at is null and c.created_by is not null
    union select m.id from identity.member m
      join ${tableOf(entity)} as t on t.tenant_id = m.tenant_id and t.id = ${id}::uuid
      where m.tenant_id = ${work.tenant.id} and m.status = 'active' and (t.created_by = m.id or ${own})
    limit ${most}`)
  return rows.map(([member]) => member as string)
}

/** Only who may read the record learns that something was said about it. */
async function readersAmong(work: Work, { entity, id }: About, among: readonly string[]): Promise<string[]> {
  if (among.length === 0) return []
  const readers = await readersOf(ctxOf(work), { entity, record: id, among, limit: among.length })
  return readers.map(reader => reader.id)
}

export interface Said {
  /** Who is mentioned and was not before. */
  readonly fresh: readonly string[]
  readonly isNew: boolean
}

/** Tells those who are mentioned, and of a new comment also those who have to do with the record. */
export async function tellCommented(work: Work, about: About, collection: string, said: Said): Promise<void> {
  const link = { collection, id: about.id }
  notify(work, { to: said.fresh, kind: 'mentioned', link })
  if (!said.isNew) return
  const others = (await concerned(work, about)).filter(id => id !== work.actor.memberId && !said.fresh.includes(id))
  notify(work, { to: await readersAmong(work, about, others), kind: 'commented', link })
}
