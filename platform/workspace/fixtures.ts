import { fullAccess } from '@tenon/kernel/access/access.ts'
import { sql } from '@tenon/kernel/data/sql.ts'
import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import type { Actor, Ctx } from '@tenon/kernel/entity/ctx.ts'
import { addDays } from '@tenon/kernel/fields/date/day.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { ctxAt } from '@tenon/kernel/operations/ctx-at.ts'
import { notify } from '@tenon/messages'
import { comment } from './comment/comment.entity.ts'
import { file } from './file/file.entity.ts'
import type { FileStore } from './file/store.ts'
import { harbor } from './fixtures/harbor.ts'
import { qiyuan } from './fixtures/qiyuan.ts'
import type { ToldComment, ToldFile, ToldRecord, ToldTask, ToldView, ToldWorkspace } from './fixtures/told.ts'
import { complete } from './task/task.actions.ts'
import { task } from './task/task.entity.ts'
import { view } from './view/view.entity.ts'

const demos: Readonly<Record<string, ToldWorkspace>> = { qiyuan, harbor }

interface Person {
  readonly id: string
  readonly name: string
}
/** What the tellers of a demo share. */
interface Stage {
  readonly work: Work
  readonly people: ReadonlyMap<string, Person>
  readonly files: FileStore
}

const personOf = ({ people }: Stage, key: string): Person => {
  const found = people.get(key)
  if (!found) throw new Error(`${key} is nobody of the demo organisation`)
  return found
}

/** In the morning of a day, some minutes later for each that comes after; never ahead of now. */
function stageAt(stage: Stage, day: number, by: string, minutes: number): Ctx {
  const { id, name } = personOf(stage, by)
  const actor: Actor = { memberId: id, name, siteId: null, access: fullAccess, language: 'en', origin: { via: 'http' } }
  const morning = Date.parse(`${addDays(stage.work.today, day)}T01:30:00Z`) + minutes * 60_000
  return ctxAt(stage.work, new Date(Math.min(morning, Date.parse(stage.work.now))), actor)
}

/** The statements know the records by name only: the workspace requires none of the systems they belong to. */
const lookups: Readonly<Record<ToldRecord['kind'], string>> = {
  'directory.company': 'select c.id, c.name from directory.company c where c.tenant_id = $1 and c.code = $2',
  'licensing.license': `select l.id, l.code from licensing.license l
    join directory.company c on c.tenant_id = l.tenant_id and c.id = l.customer
    where l.tenant_id = $1 and c.code = $2 order by l.status <> 'inUse', l.created_at desc limit 1`,
  'licensing.deployment': `select d.id, d.code from licensing.deployment d
    join licensing.license l on l.tenant_id = d.tenant_id and l.id = d.license
    join directory.company c on c.tenant_id = l.tenant_id and c.id = l.customer
    where d.tenant_id = $1 and c.code = $2
    order by d.status not in ('planned', 'inProgress'), d.created_at desc limit 1`,
}

async function find({ work }: Stage, { kind, company }: ToldRecord): Promise<{ id: string; title: string }> {
  const [cells] = await work.read({ text: lookups[kind], values: [work.tenant.id, company] })
  if (!cells) throw new Error(`The demo has no ${kind} of ${company}`)
  return { id: cells[0] as string, title: cells[1] as string }
}

async function say(stage: Stage, { on, by, day, text }: ToldComment, minutes: number) {
  const { id } = await find(stage, on)
  const keys = [...text.matchAll(/@\{(\w+)\}/g)].map(([, key]) => key as string)
  const mentions = keys.map(key => personOf(stage, key).id)
  const ctx = stageAt(stage, day, by, minutes)
  const written = text.replace(/@\{(\w+)\}/g, (_, key: string) => {
    const { id: memberId, name } = personOf(stage, key)
    return `@[${name}](${memberId})`
  })
  const about = { about: on.kind, aboutId: id, authorName: ctx.actor.name }
  await ctx.create(comment, { ...about, text: written, mentions })
  notify(ctx, { to: mentions, kind: 'mentioned', link: { collection: on.collection, id } })
}

async function give(stage: Stage, told: ToldTask, minutes: number) {
  const { title, note, by, to, given, due, priority, about, done } = told
  const record = about && (await find(stage, about))
  const { id } = await stageAt(stage, given, by, minutes).create(task, {
    title,
    ...(note ? { note } : {}),
    ...(due === undefined ? {} : { dueOn: addDays(stage.work.today, due) }),
    ...(priority ? { priority } : {}),
    assignee: personOf(stage, to).id,
    ...(about && record ? { aboutCollection: about.collection, aboutId: record.id, aboutTitle: record.title } : {}),
  })
  if (done !== undefined) await stageAt(stage, done, to, minutes).run(complete, id, {})
}

const keepView = (stage: Stage, { by, query = {}, settings = {}, audience = 'team', ...told }: ToldView) =>
  stageAt(stage, -30, by, 0).create(view, { ...told, query, settings, audience })

function star({ work, ...stage }: Stage, by: string, kind: string, collection: string, id: string) {
  work.write({
    text: `insert into workspace.star (tenant_id, member_id, entity, record_id, collection, at)
      values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    values: [work.tenant.id, personOf({ work, ...stage }, by).id, kind, id, collection, work.now],
  })
}

async function keep(stage: Stage, { on, by, day, name, type, content }: ToldFile) {
  const { id } = await find(stage, on)
  const { key, size, hash } = await stage.files.keep(stage.work.tenant.id, inOnePiece(Buffer.from(content)))
  const ctx = stageAt(stage, day, by, 40)
  const about = { about: on.kind, aboutId: id, byName: ctx.actor.name }
  await ctx.create(file, { ...about, name, size, type, hash, storedAs: key })
}
async function* inOnePiece(bytes: Buffer) {
  yield bytes
}

async function peopleOf(work: Work, { people }: ToldWorkspace): Promise<Map<string, Person>> {
  const rows = await work.read(sql`select email, id, name from ${sql.table('identity.member')}
    where tenant_id = ${work.tenant.id}`)
  const byEmail = new Map(rows.map(([email, id, name]) => [email, { id: id as string, name: name as string }]))
  const known = Object.entries(people).flatMap(([key, { email }]) => {
    const found = byEmail.get(email)
    return found ? [[key, found] as const] : []
  })
  return new Map(known)
}

/**
 * Gives a demo organisation whose people and records are there the conversations, tasks, views, stars and files they put
 * around them. An organisation without a demo, or where somebody has said something, is left as it is.
 */
export async function load(work: Work, slug: string, files: FileStore): Promise<void> {
  const told = demos[slug]
  if (!told || (await ctxOf(work).find(comment, {})).length > 0) return
  const stage = { work, people: await peopleOf(work, told), files }
  for (const [i, one] of told.comments.entries()) await say(stage, one, i * 7)
  for (const [i, one] of told.tasks.entries()) await give(stage, one, i * 3)
  for (const one of told.views) await keepView(stage, one)
  for (const { by, on } of told.stars) star(stage, by, on.kind, on.collection, (await find(stage, on)).id)
  for (const one of told.files) await keep(stage, one)
}
