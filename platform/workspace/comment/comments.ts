import { type Reader, readersOf } from '@tenon/identity'
import { readCursor, writeCursor } from '@tenon/kernel/data/cursor.ts'
import { changeRecord, insertRecord, lockRecord, setRemoved, wholeShape } from '@tenon/kernel/data/records.ts'
import type { Values } from '@tenon/kernel/data/shape.ts'
import { sql } from '@tenon/kernel/data/sql.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Catalog, Collection } from '@tenon/kernel/entity/catalog.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { checkId } from '@tenon/kernel/operations/read.ts'
import { refusal } from '@tenon/kernel/problem/problem.ts'
import { invalid } from '@tenon/kernel/problem/refusals.ts'
import { type About, readAbout, readAboutNamed, touchAbout } from '../about/about.ts'
import { memberNames } from '../about/names.ts'
import { comment } from './comment.entity.ts'
import type { CommentBody, CommentReply, CommentsQuery } from './comment-body.ts'
import { mentionsIn } from './mention.rules.ts'
import { tellCommented } from './tell.ts'

export const removeRight = 'workspace.comment.remove'
const notYours = refusal('NOT_YOUR_COMMENT', 403, {
  en: 'Only whoever wrote a comment changes or removes it.',
  zh: '只有评论的作者可以修改或删除评论。',
})
const cannotRead = {
  en: '{name} cannot see this record and would not learn of the comment.',
  zh: '{name} 无权查看这条记录，收不到此评论。',
}

const isOwn = (work: Work, row: Values) => row.createdBy !== null && row.createdBy === work.actor.memberId

/** The rows as they are told, with today's names. */
async function replies(work: Work, rows: readonly Values[]): Promise<CommentReply[]> {
  const mentioned = (row: Values) => row.mentions as string[]
  const names = await memberNames(
    work,
    rows.flatMap(row => [row.createdBy as string | null, ...mentioned(row)]),
  )
  const mayRemove = work.actor.access.may(removeRight)
  return rows.map(row => {
    const author = row.createdBy as string | null
    const called = new Map(mentionsIn(row.text as string).map(({ id, name }) => [id, name]))
    return {
      id: row.id as string,
      author: { id: author, name: names.get(author ?? '') ?? (row.authorName as string) },
      text: row.text as string,
      mentions: mentioned(row).map(id => ({ id, name: names.get(id) ?? called.get(id) ?? '' })),
      at: row.createdAt as string,
      editedAt: (row.editedAt as string | null) ?? null,
      mayChange: isOwn(work, row),
      mayRemove: isOwn(work, row) || mayRemove,
    }
  })
}
const reply = async (work: Work, row: Values) => (await replies(work, [row]))[0] as CommentReply

/** What is said about the record: the latest page unless told, in the order it was said. */
export async function commentsOn(work: Work, collection: Collection, id: string, query: CommentsQuery) {
  const { entity, id: aboutId } = await readAbout(work, collection, id)
  const shape = wholeShape(comment)
  const before = query.before ? readCursor(query.before, 1, 'page[before]')[0] : null
  const where = sql`t.tenant_id = ${work.tenant.id} and t.about = ${entity.name} and t.about_id = ${aboutId} and t.deleted_at is null`
  const rows = await work.read(sql`select ${shape.select} from workspace.comment as t
    where ${where} and (${before}::uuid is null or t.id < ${before}::uuid) order by t.id desc limit ${query.size + 1}`)
  const [counted] = await work.read(sql`select count(*) from workspace.comment as t where ${where}`)
  const page = rows
    .slice(0, query.size)
    .map(cells => shape.read(cells, work.today))
    .toReversed()
  const earlier = rows.length > query.size ? { previous: writeCursor([page[0]?.id as string]) } : {}
  return { data: await replies(work, page), page: { size: query.size, total: Number(counted?.[0]), ...earlier } }
}

/** Throws INVALID that names whoever is mentioned and may not read the record. */
async function mentionedReaders(work: Work, about: About, { text, mentions }: CommentBody): Promise<string[]> {
  const called = new Map(mentionsIn(text).map(({ id, name }) => [id, name]))
  const ids = [...new Set([...called.keys(), ...mentions.map(id => id.toLowerCase())])]
  if (ids.length === 0) return []
  const wish = { entity: about.entity, record: about.id, among: ids, limit: ids.length }
  const readers = new Set((await readersOf(ctxOf(work), wish)).map(reader => reader.id))
  const others = ids.filter(id => !readers.has(id))
  if (others.length)
    throw invalid(
      {},
      {
        fields: others.map(id => ({
          field: 'mentions',
          code: 'CANNOT_READ',
          params: { name: called.get(id) ?? id, member: id },
          message: cannotRead,
        })),
      },
    )
  return ids
}

export async function addComment(work: Work, collection: Collection, id: string, readBody: () => CommentBody) {
  const about = await readAbout(work, collection, id)
  const body = readBody()
  const mentions = await mentionedReaders(work, about, body)
  const row = await insertRecord(
    work,
    comment,
    { about: about.entity.name, aboutId: about.id, authorName: work.actor.name, text: body.text, mentions },
    { restricted: false },
  )
  touchAbout(work, about.entity.name)
  await tellCommented(work, about, collection.path, { fresh: mentions, isNew: true })
  return reply(work, row)
}

/** The comment, locked, on a record that may be seen; NOT_FOUND otherwise. */
async function lockComment(work: Work, catalog: Catalog, id: string) {
  const { record } = await lockRecord(work, comment, checkId(id))
  const about = await readAboutNamed(work, catalog, record.about as string, record.aboutId as string)
  return { record, about }
}

export async function editComment(work: Work, catalog: Catalog, id: string, readBody: () => CommentBody) {
  const { record, about } = await lockComment(work, catalog, id)
  if (!isOwn(work, record)) throw notYours()
  const body = readBody()
  const mentions = await mentionedReaders(work, about, body)
  const isSame = body.text === record.text
  const values = { text: body.text, mentions, ...(isSame ? {} : { editedAt: work.now }) }
  const row = changeRecord(work, comment, record, values, { act: 'update', event: 'updated' }, { restricted: false })
  touchAbout(work, about.entity.name)
  const fresh = mentions.filter(one => !(record.mentions as string[]).includes(one))
  const path = about.entity.path ?? ''
  await tellCommented(work, about, path, { fresh, isNew: false })
  return reply(work, row)
}

export async function removeComment(work: Work, catalog: Catalog, id: string): Promise<void> {
  const { record, about } = await lockComment(work, catalog, id)
  if (!isOwn(work, record) && !work.actor.access.may(removeRight)) throw notYours()
  setRemoved(work, comment, record, true)
  touchAbout(work, about.entity.name)
}

const mostMentionable = 20
/** Whom a comment on the record may mention. */
export async function mentionable(work: Work, collection: Collection, id: string, search: string): Promise<Reader[]> {
  const { entity, id: record } = await readAbout(work, collection, id)
  return readersOf(ctxOf(work), { entity, record, search, limit: mostMentionable })
}
