import { z } from 'zod'
import type { Grant } from '../../access/grant.ts'
import { unitOfWork, type Work } from '../../data/unit-of-work.ts'
import { parseBody } from '../../derive/zod.ts'
import type { Catalog } from '../../entity/catalog.ts'
import type { AnyEntity } from '../../entity/entity.ts'
import { json, noContent, type Route, route, type SessionCall } from '../../http/route.ts'
import { checkId } from '../../operations/read.ts'
import { notFound } from '../../problem/refusals.ts'
import { isShown, requireSeen } from './seen.ts'
import { arrive, leave, othersAt, type Present } from './store.ts'

const body = z.strictObject({
  collection: z.string().max(100),
  id: z.uuid(),
  /** The field being edited; null or left out while one only looks. */
  field: z.string().max(100).nullable().optional(),
})
const present = z.object({ id: z.string(), name: z.string(), field: z.string().nullable(), since: z.string() })
const others = z.object({ data: z.array(present) })

/** Records that are reached by an address of their own. */
function entityAt(catalog: Catalog, path: string): AnyEntity {
  const found = catalog.collections.find(collection => collection.path === path)
  if (!found) throw notFound()
  return found.entity
}
const within = <T>({ session }: SessionCall, work: (work: Work) => Promise<T>) =>
  unitOfWork(session.runtime, session.tenant, session.actor, work)

/** As far as the caller may know: of fields that are hidden nobody learns that they are edited. */
const asSeenBy = (grants: readonly Grant[], entity: AnyEntity, others: readonly Present[]): Present[] =>
  others.map(({ id, name, field, since }) => {
    const isHidden = field !== null && !isShown(entity, grants, field)
    return { id, name, field: isHidden ? null : field, since }
  })

async function look(call: SessionCall, entity: AnyEntity) {
  const id = checkId(String(call.params.id))
  return within(call, async work => {
    const grants = await requireSeen(work, entity, id)
    return json({ data: asSeenBy(grants, entity, await othersAt(work, entity, id)) })
  })
}

async function say(call: SessionCall, catalog: Catalog) {
  const { collection, id: recordId, field = null } = parseBody(body, call.body) as z.infer<typeof body>
  const entity = entityAt(catalog, collection)
  return within(call, async work => {
    const grants = await requireSeen(work, entity, recordId)
    const others = await othersAt(work, entity, recordId)
    const known = field !== null && field in entity.fields ? field : null
    // An operator who was let in to help is no member, and nobody's company.
    if (work.actor.memberId) await arrive(work, { entity, recordId, collection, others }, known)
    return json({ data: asSeenBy(grants, entity, others) })
  })
}

async function goAway(call: SessionCall, catalog: Catalog) {
  const entity = entityAt(catalog, String(call.params.collection))
  const id = checkId(String(call.params.id))
  await within(call, async work => {
    if (work.actor.memberId) await leave(work, entity, id)
  })
  return noContent()
}

const tag = 'live'
const lookRoute = (path: string, entity: AnyEntity): Route =>
  route({
    method: 'GET',
    path: `/${path}/{id}/presence`,
    operation: `${path}.presence`,
    tag: path,
    access: 'session',
    provesSession: true,
    errors: [404],
    summary: 'Who else looks at it now, and which field each of them edits',
    replies: { 200: { description: 'The others, in the order in which they came', schema: others } },
    run: call => look(call, entity),
  })

/** Who looks at which record at this moment, told only to those who may read it. */
export const presenceRoutes = (catalog: Catalog): Route[] => [
  route({
    method: 'PUT',
    path: '/presence',
    operation: 'presence.say',
    tag,
    access: 'session',
    provesSession: true,
    errors: [404],
    summary: 'Say that you look at a record, or edit a field of it: anew every 20 seconds, forgotten after 45',
    body,
    replies: { 200: { description: 'Who else is there', schema: others } },
    run: call => say(call, catalog),
  }),
  route({
    method: 'DELETE',
    path: '/presence/{collection}/{id}',
    operation: 'presence.leave',
    tag,
    access: 'session',
    provesSession: true,
    errors: [404],
    summary: 'Say that you look at it no more',
    replies: { 204: { description: 'You are not there any more, or never were' } },
    run: call => goAway(call, catalog),
  }),
  ...catalog.collections.map(({ path, entity }) => lookRoute(path, entity)),
]
