import { require } from '../access/access.ts'
import { everything } from '../access/grant.ts'
import { permissionOf } from '../access/permission.ts'
import { type ListPlan, type ListReply, planList, reachable, tableOf } from '../data/list.ts'
import { onePlan } from '../data/one.ts'
import { shapeOf, type Values } from '../data/shape.ts'
import { compile, sql } from '../data/sql.ts'
import { type Runtime, readFlight } from '../data/unit-of-work.ts'
import type { Actor, Tenant } from '../entity/ctx.ts'
import { type AnyEntity, type Facet, titleFields } from '../entity/entity.ts'
import type { Fields } from '../fields/field.ts'
import { notFound } from '../problem/refusals.ts'

/** One person's place in one tenant: everything an operation needs to know about the caller. */
export interface Session {
  readonly runtime: Runtime
  readonly tenant: Tenant
  readonly actor: Actor
}
export type Params = Readonly<Record<string, unknown>>

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
/** An id from an address; anything that is none gets the same answer as an unknown one. */
export function checkId(id: string): string {
  if (!uuid.test(id)) throw notFound()
  return id.toLowerCase()
}

export async function listRecords(
  session: Session,
  entity: AnyEntity,
  params: Params,
  facet?: Facet<Fields>,
): Promise<ListReply> {
  const { runtime, tenant, actor } = session
  const plan = planList(entity, actor.access, params, facet)
  const { results, today } = await readFlight(runtime, tenant, actor, [plan.rows, plan.count])
  const reply = plan.reply(results, today)
  await includeReferences(session, plan.include, reply.data)
  return reply
}

/** What an open reference says to whoever sees the record it stands in: the title, and no more. */
export async function openTitles({ runtime, tenant, actor }: Session, entity: AnyEntity, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { id: unknown; title: string }>()
  const shape = shapeOf(entity, everything, titleFields(entity))
  const statement = sql`select ${shape.select} from ${tableOf(entity)} as t
    where ${sql.join(reachable(entity, everything), sql` and `)} and t.id = any(${ids}::uuid[])`
  const { results, today } = await readFlight(runtime, tenant, actor, [compile(statement)])
  const records = (results[0] ?? []).map(cells => shape.read(cells, today))
  return new Map(records.map(values => [values.id as string, { id: values.id, title: titleOf(entity, values) }]))
}

/** Puts `{id, title, …}` in the place of each id of the included references that the caller may read, or that are open. */
export async function includeReferences(
  session: Session,
  include: ListPlan['include'],
  rows: readonly Values[],
): Promise<void> {
  for (const { field, entity, isOpen } of include) {
    const ids = [...new Set(rows.map(row => row[field]).filter(id => typeof id === 'string'))]
    const mayRead = session.actor.access.may(permissionOf(entity, 'read'))
    if (ids.length === 0 || !(mayRead || isOpen)) continue
    const found = mayRead ? await recordsById(session, entity, ids) : new Map<string, Values>()
    const named = isOpen ? await openTitles(session, entity, ids) : new Map<string, Values>()
    for (const row of rows)
      row[field] = found.get(row[field] as string) ?? named.get(row[field] as string) ?? row[field]
  }
}

/** A record's name to people: the values of its title fields. */
export const titleOf = (entity: AnyEntity, values: Values) =>
  titleFields(entity)
    .map(name => values[name])
    .filter(Boolean)
    .join(' ')

async function recordsById({ runtime, tenant, actor }: Session, entity: AnyEntity, ids: readonly string[]) {
  const grants = require(actor.access, permissionOf(entity, 'read'))
  const shape = shapeOf(entity, grants, 'list')
  const statement = sql`select ${shape.select} from ${tableOf(entity)} as t
    where ${sql.join(reachable(entity, grants), sql` and `)} and t.id = any(${ids}::uuid[])`
  const { results, today } = await readFlight(runtime, tenant, actor, [compile(statement)])
  const records = (results[0] ?? []).map(cells => shape.read(cells, today))
  return new Map(records.map(values => [values.id as string, { ...values, title: titleOf(entity, values) }]))
}

/** Titles of records by id, those that the caller may read; for histories and notices. */
export async function titlesById(
  session: Session,
  entity: AnyEntity,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0 || !session.actor.access.may(permissionOf(entity, 'read'))) return new Map()
  const found = await recordsById(session, entity, ids)
  return new Map([...found].map(([id, record]) => [id, record.title]))
}

export async function getRecord(
  session: Session,
  entity: AnyEntity,
  id: string,
  params: Params = {},
  facet?: Facet<Fields>,
): Promise<Values> {
  const { runtime, tenant, actor } = session
  const { statement, shape, include } = onePlan(entity, actor.access, params, facet)
  const { results, today } = await readFlight(runtime, tenant, actor, [statement(checkId(id))])
  const cells = results[0]?.[0]
  if (!cells) throw notFound()
  const values = shape.read(cells, today)
  await includeReferences(session, include, [values])
  return values
}
