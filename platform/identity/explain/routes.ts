import { require } from '@tenon/kernel/access/access.ts'
import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import type { Ctx } from '@tenon/kernel/entity/ctx.ts'
import { json, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { checkId, getRecord, titlesById } from '@tenon/kernel/operations/read.ts'
import { notFound } from '@tenon/kernel/problem/refusals.ts'
import { z } from 'zod'
import { type GrantLine, wholeLine } from '../role/grants.rules.ts'
import { identityOf } from '../sign-in/open.ts'
import { linesOfRoles } from '../standing/handing-out.ts'
import { signedInAs } from '../standing/standing.ts'
import { rightsOf, rightsReply } from './can.ts'
import { askedAbout, explanation, judge, tell } from './explain.ts'
import { permissionsReply, permissionTree } from './permissions.ts'
import { previewReply, previewRole } from './preview.ts'
import { subjectOf } from './subject.ts'
import { whoMay, whoReply } from './who.ts'

const tag = 'access'
export const explainRight = 'identity.access.explain'

const catalogOf = ({ runtime }: SessionCall) => identityOf(runtime).catalog
const here = ({ session }: SessionCall) => signedInAs(session.actor)?.site?.id ?? null
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** Everyone may ask about themselves; about others only with the right to explain. */
function refuseOthers({ session }: SessionCall, memberId: string) {
  if (memberId !== session.actor.memberId) require(session.actor.access, explainRight)
}
const withCtx = <T>({ session: { runtime, tenant, actor } }: SessionCall, ask: (ctx: Ctx) => Promise<T>) =>
  unitOfWork(runtime, tenant, actor, work => ask(ctxOf(work)))

const question = z.object({
  member: z.string().max(60).optional(),
  permission: z.string().min(1).max(150),
  record: z.uuid().optional(),
  field: z.string().max(60).optional(),
  site: z.uuid().optional(),
})

/** Whoever asks learns nothing of a record they may not see themselves. */
async function refuseUnseen(call: SessionCall, asked: ReturnType<typeof askedAbout>) {
  if (asked.record === undefined) return
  if (!asked.entity?.path) throw notFound()
  await getRecord(call.session, asked.entity, asked.record)
}

/** Whom to ask: some of those who may change what others hold. */
async function granters(call: SessionCall) {
  const about = { ...askedAbout(catalogOf(call), { permission: 'identity.member.update' }), record: undefined }
  const { data } = await withCtx(call, ctx => whoMay(ctx, { ...about, siteId: here(call), page: 1 }))
  return data.slice(0, 3).map(({ id, name }) => ({ id, name }))
}

async function explain(call: SessionCall) {
  const { member, site, ...wish } = parseBody(question, call.query) as z.infer<typeof question>
  const memberId = checkId(member ?? String(call.session.actor.memberId))
  refuseOthers(call, memberId)
  const asked = askedAbout(catalogOf(call), wish)
  if (memberId !== call.session.actor.memberId) await refuseUnseen(call, asked)
  const subject = await subjectOf(call.session, memberId, site)
  const told = tell(await judge(call.session, subject, asked), subject, call.language)
  return json({ ...told, canGrant: told.allowed ? [] : await granters(call) })
}

const whoQuestion = z.object({
  permission: z.string().min(1).max(150),
  record: z.uuid().optional(),
  site: z.uuid().optional(),
  'page[number]': z.coerce.number().int().min(1).max(100_000).default(1),
})
async function who(call: SessionCall) {
  require(call.session.actor.access, explainRight)
  const asked = parseBody(whoQuestion, call.query) as z.infer<typeof whoQuestion>
  const about = askedAbout(catalogOf(call), asked)
  await refuseUnseen(call, about)
  const siteId = asked.site ?? here(call)
  const answer = await withCtx(call, ctx =>
    whoMay(ctx, { ...about, record: asked.record, siteId, page: asked['page[number]'] }),
  )
  return json(answer)
}

async function member(call: SessionCall) {
  const memberId = checkId(String(call.params.id))
  refuseOthers(call, memberId)
  const subject = await subjectOf(call.session, memberId, textOf(call.query.site))
  return json(rightsOf(catalogOf(call), subject, call.language))
}

const line = z.looseObject({ permission: z.string() })
const wish = z.strictObject({
  id: z.uuid().optional(),
  grants: z.array(line).max(2000),
  includes: z
    .array(z.looseObject({ role: z.uuid() }))
    .max(50)
    .default([]),
})
async function preview(call: SessionCall) {
  require(call.session.actor.access, 'identity.role.update')
  const { id, grants, includes } = parseBody(wish, call.body) as z.infer<typeof wish>
  const titles = (entity: Parameters<typeof titlesById>[1], ids: readonly string[]) =>
    titlesById(call.session, entity, ids)
  const reply = await withCtx(call, async ctx => {
    const groups = await linesOfRoles(
      ctx,
      includes.map(({ role }) => role),
    )
    const lines: GrantLine[] = [...grants.map(given => wholeLine(given as never)), ...[...groups.values()].flat()]
    return previewRole(catalogOf(call), { ctx, siteId: here(call), titles }, { role: id, lines }, call.language)
  })
  return json(reply)
}

const siteQuery = { site: 'At this site; the first of the person’s own when left out' }

export const explainRoutes = [
  route({
    method: 'GET',
    path: '/permissions',
    operation: 'access.permissions',
    summary: 'All that a role can be given, as a tree',
    tag,
    access: 'session',
    replies: {
      200: { description: 'Systems, what they keep, and what can be done with it', schema: permissionsReply },
    },
    run: async call => json(permissionTree(catalogOf(call), call.language)),
  }),
  route({
    method: 'GET',
    path: '/access/members/{id}',
    operation: 'access.member',
    summary: 'What someone can do, and where each right comes from',
    tag,
    access: 'session',
    errors: [404],
    query: siteQuery,
    replies: { 200: { description: 'Roles and rights', schema: rightsReply } },
    run: member,
  }),
  route({
    method: 'GET',
    path: '/access/explain',
    operation: 'access.explain',
    summary: 'Why someone can, or cannot, do something',
    tag,
    access: 'session',
    errors: [404],
    query: {
      ...siteQuery,
      member: 'Whose right; one’s own when left out',
      permission: 'Such as `licensing.license.renew`',
      record: 'To this record',
      field: 'In this field',
    },
    replies: { 200: { description: 'The verdict and the grants it rests on', schema: explanation } },
    run: explain,
  }),
  route({
    method: 'GET',
    path: '/access/who',
    operation: 'access.who',
    summary: 'Who can do something',
    tag,
    access: 'session',
    errors: [404],
    query: {
      ...siteQuery,
      permission: 'Such as `licensing.license.renew`',
      record: 'To this record',
      'page[number]': 'The page, from 1',
    },
    replies: { 200: { description: 'People, by name', schema: whoReply } },
    run: who,
  }),
  route({
    method: 'POST',
    path: '/roles/preview',
    operation: 'roles.preview',
    summary: 'Who would gain and lose what if a role became like this',
    tag: 'roles',
    access: 'session',
    body: wish,
    replies: { 200: { description: 'The changes, with sample records', schema: previewReply } },
    run: preview,
  }),
]
