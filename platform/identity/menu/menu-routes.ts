import { type Access, accessOf, fullAccess, require } from '@tenon/kernel/access/access.ts'
import { unitOfWork, type Work } from '@tenon/kernel/data/unit-of-work.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import { json, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { ctxOf } from '@tenon/kernel/operations/ctx.ts'
import { checkId, getRecord } from '@tenon/kernel/operations/read.ts'
import { z } from 'zod'
import { explainRight } from '../explain/routes.ts'
import { subjectOf } from '../explain/subject.ts'
import { member } from '../member/member.entity.ts'
import { rightsOf } from '../role/grants.rules.ts'
import { role } from '../role/role.entity.ts'
import { identityOf } from '../sign-in/open.ts'
import { linesOfRoles } from '../standing/handing-out.ts'
import { contributionsFor, menuFor } from './menu-of.ts'
import { arrange, type Overlay, overlayOf, resetMenu } from './menu-store.ts'
import type { OverlayItem } from './overlay.rules.ts'

/** Arranging the menu, and trying how it looks to someone else. */
export const menuRights = { read: 'identity.menu.read', update: 'identity.menu.update' } as const

const catalogOf = ({ runtime }: SessionCall) => identityOf(runtime).catalog
const within = <T>({ session: { runtime, tenant, actor } }: SessionCall, ask: (work: Work) => Promise<T>) =>
  unitOfWork(runtime, tenant, actor, ask)

/** As someone with one role alone would see it. Throws NOT_FOUND for a role one may not see. */
async function accessOfRole(call: SessionCall, id: string): Promise<Access> {
  require(call.session.actor.access, menuRights.read)
  await getRecord(call.session, role, checkId(id))
  const lines = await within(call, async work => (await linesOfRoles(ctxOf(work), [id])).get(id) ?? [])
  const { grants, mutes } = rightsOf(lines)
  return accessOf(grants, mutes)
}

/** As a member sees it at the site where they usually work; what it shows tells of that member's rights. */
async function accessOfMember(call: SessionCall, id: string): Promise<Access> {
  require(call.session.actor.access, menuRights.read)
  if (id !== call.session.actor.memberId) require(call.session.actor.access, explainRight)
  await getRecord(call.session, member, checkId(id))
  return (await subjectOf(call.session, id)).access
}

const previewed = z.object({ role: z.uuid().optional(), member: z.uuid().optional() })

async function show(call: SessionCall) {
  const wish = parseBody(previewed, call.query) as z.infer<typeof previewed>
  const access = wish.role
    ? await accessOfRole(call, wish.role)
    : wish.member
      ? await accessOfMember(call, wish.member)
      : call.session.actor.access
  return json({ data: await within(call, work => menuFor(work, catalogOf(call), access, call.language)) })
}

/** Every entry there is to arrange, in both languages, whoever may see it later. */
function allEntries(catalog: Catalog) {
  const [en, zh] = [contributionsFor(catalog, fullAccess, 'en'), contributionsFor(catalog, fullAccess, 'zh')]
  return en.flatMap(({ key, label, items }, i) => [
    { key, parent: null, label, labelZh: zh[i]?.label ?? label, icon: 'folder', path: null },
    ...items.map((item, j) => ({
      key: item.path,
      parent: key,
      label: item.label,
      labelZh: zh[i]?.items[j]?.label ?? item.label,
      icon: item.icon,
      path: item.path,
    })),
  ])
}

const whole = (call: SessionCall, { version, items }: Overlay) =>
  json({ version, items, entries: allEntries(catalogOf(call)) })

async function read(call: SessionCall) {
  require(call.session.actor.access, menuRights.read)
  return whole(call, await within(call, overlayOf))
}

const text = (maximum: number) => z.string().trim().max(maximum).nullable().optional()
const overlayItem = z.strictObject({
  key: z.string().min(1).max(120),
  parent: z.string().max(120).nullable().optional(),
  rank: z.int().min(-1_000_000).max(1_000_000).optional(),
  label: text(60),
  labelZh: text(60),
  hidden: z.boolean().optional(),
  icon: text(40),
  url: text(2000),
  permission: text(150),
})
const arrangement = z.strictObject({ items: z.array(overlayItem).max(300), version: z.int().min(0).optional() })

async function write(call: SessionCall) {
  require(call.session.actor.access, menuRights.update)
  const { items, version } = parseBody(arrangement, call.body) as { items: OverlayItem[]; version?: number }
  const known = new Set(allEntries(catalogOf(call)).map(({ key }) => key))
  return whole(call, await within(call, work => arrange(work, { items, version, isKnown: key => known.has(key) })))
}

async function reset(call: SessionCall) {
  require(call.session.actor.access, menuRights.update)
  return whole(call, await within(call, resetMenu))
}

const node = z.looseObject({
  key: z.string(),
  kind: z.enum(['system', 'folder', 'list', 'link']),
  label: z.string(),
  icon: z.string(),
})
const entry = z.object({
  key: z.string(),
  parent: z.string().nullable(),
  label: z.string(),
  labelZh: z.string(),
  icon: z.string(),
  path: z.string().nullable(),
})
const overlay = z.object({ version: z.int(), items: z.array(overlayItem), entries: z.array(entry) })
const tag = 'menu'

export const menuRoutes = [
  route({
    method: 'GET',
    path: '/menu',
    operation: 'menu.get',
    summary: 'One’s own menu, or how it looks to someone else',
    tag,
    access: 'session',
    errors: [404],
    query: {
      role: 'As someone with this role alone would see it',
      member: 'As this member sees it',
    },
    replies: {
      200: {
        description: 'Entries in order, each with its `children`: `path` leads to a list, `url` elsewhere',
        schema: z.object({ data: z.array(node) }),
      },
    },
    run: show,
  }),
  route({
    method: 'GET',
    path: '/menu/overlay',
    operation: 'menu.overlay',
    summary: 'What the organisation has arranged, and all there is to arrange',
    tag,
    access: 'session',
    replies: { 200: { description: 'Version 0 while nothing is arranged', schema: overlay } },
    run: read,
  }),
  route({
    method: 'PUT',
    path: '/menu/overlay',
    operation: 'menu.arrange',
    summary: 'Rename, order, group, hide and add entries',
    tag,
    access: 'session',
    errors: [409],
    body: arrangement,
    replies: { 200: { description: 'As it is now; entries of systems that are not here are kept', schema: overlay } },
    run: write,
  }),
  route({
    method: 'DELETE',
    path: '/menu/overlay',
    operation: 'menu.reset',
    summary: 'Back to what the systems bring',
    tag,
    access: 'session',
    replies: { 200: { description: 'As it is now', schema: overlay } },
    run: reset,
  }),
]
