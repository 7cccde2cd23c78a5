import { require } from '../access/access.ts'
import { isColleague } from '../access/colleague.ts'
import type { Grant } from '../access/grant.ts'
import { permissionOf } from '../access/permission.ts'
import { fieldCondition, rowCondition, shownCondition } from '../access/scope.ts'
import { readCursor, writeCursor } from '../data/cursor.ts'
import { tableOf } from '../data/list.ts'
import { defaultPageSize, readListQuery } from '../data/list-query.ts'
import { compile, sql, tenantSlot } from '../data/sql.ts'
import { readFlight } from '../data/unit-of-work.ts'
import { actLabel, labelsOf } from '../derive/labels.ts'
import type { HistoryEntry } from '../derive/meta-types.ts'
import type { Catalog } from '../entity/catalog.ts'
import type { AnyEntity } from '../entity/entity.ts'
import { toInstant } from '../fields/date/date.ts'
import type { AnyField, Cells } from '../fields/field.ts'
import type { Language } from '../messages/language.ts'
import { checkId, type Params, type Session, titlesById } from '../operations/read.ts'
import { notFound } from '../problem/refusals.ts'

type Changes = HistoryEntry['changes'][number]

const columns = sql.raw(
  'e.id, e.at, e.act, e.reason, e.member_id, e.actor_name, e.site_id, e.via, e.before::text, e.after::text',
)

/** The record must be one the caller may see, removed ones included: their history is how one finds out. */
function statements(entity: AnyEntity, grants: readonly Grant[], id: string, size: number, after: string | undefined) {
  const seen = sql`select 1 from ${tableOf(entity)} as t where t.tenant_id = ${tenantSlot} and t.id = ${id}::uuid
    and ${rowCondition(entity, grants, 't') ?? sql`true`}`
  const beyond = after ? sql`and e.id < ${readCursor(after, 1, 'page[after]')[0]}::uuid` : sql``
  const events = sql`select ${columns} from kernel.audit_event as e where e.tenant_id = ${tenantSlot}
    and e.record_id = ${id}::uuid and e.entity = ${entity.name} ${beyond} order by e.id desc limit ${size + 1}`
  return [compile(seen), compile(events)]
}

/** The one place that decides what of a stored change is told: the fields that the grants show on every row they reach. */
export function changesOf(
  entity: AnyEntity,
  grants: readonly Grant[],
  before: Cells[number],
  after: Cells[number],
  label: (field: string) => string,
): Changes[] {
  const old = before ? JSON.parse(before) : {}
  const now = after ? JSON.parse(after) : {}
  const visible = (name: string) =>
    name === 'status' || (name in entity.fields && fieldCondition(entity, grants, name, 't') === 'always')
  const looked = typeof now.revealed === 'string' ? revealedField(entity, grants, now.revealed, label) : []
  const changed = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter(visible).map(field => ({
    field,
    label: label(field),
    kind: field === 'status' ? 'status' : (entity.fields[field] as AnyField).kind.name,
    before: old[field] ?? null,
    after: now[field] ?? null,
  }))
  return [...looked, ...changed]
}

/** Somebody looked at a masked field: which one is told, what stood in it is not known here. */
function revealedField(entity: AnyEntity, grants: readonly Grant[], field: string, label: (field: string) => string) {
  if (!(field in entity.fields) || shownCondition(entity, grants, field, 't') === 'never') return []
  return [{ field, label: label(field), kind: 'text', before: null, after: '••••' }]
}

/** References are told by the title of what they pointed at, as far as the caller may read it. */
export async function withTitles(
  session: Session,
  entity: AnyEntity,
  entries: HistoryEntry[],
): Promise<HistoryEntry[]> {
  const refs = new Map<string, Set<string>>()
  for (const change of entries.flatMap(entry => entry.changes))
    if (change.kind === 'ref')
      for (const id of [change.before, change.after])
        if (typeof id === 'string') refs.set(change.field, (refs.get(change.field) ?? new Set()).add(id))
  const titles = new Map<string, string>()
  for (const [field, ids] of refs) {
    const target = (entity.fields[field] as AnyField).kind.refersTo?.() as AnyEntity
    for (const [id, title] of await titlesById(session, target, [...ids])) titles.set(id, title)
  }
  const titled = (change: Changes): Changes => {
    const [before, after] = [titles.get(change.before as string), titles.get(change.after as string)]
    return { ...change, ...(before ? { beforeTitle: before } : {}), ...(after ? { afterTitle: after } : {}) }
  }
  return entries.map(entry => ({ ...entry, changes: entry.changes.map(titled) }))
}

/** Every change of a record, newest first, with the fields the caller may read on every row. */
export function historyWith(catalog: Catalog) {
  return async (session: Session, entity: AnyEntity, id: string, params: Params, language: Language) => {
    const { runtime, tenant, actor } = session
    const grants = require(actor.access, permissionOf(entity, 'read'))
    const query = readListQuery(entity, params)
    const size = query.size ?? defaultPageSize
    const { results } = await readFlight(
      runtime,
      tenant,
      actor,
      statements(entity, grants, checkId(id), size, query.after),
    )
    if (!results[0]?.length) throw notFound()
    const rows = results[1] ?? []
    const inside = isColleague(actor.access)
    const labels = labelsOf(catalog, language)
    const entries = rows.slice(0, size).map(
      ([eventId, at, act, reason, memberId, name, site, via, before, after]): HistoryEntry => ({
        id: eventId as string,
        at: toInstant(at as string),
        act: act as string,
        label: actLabel(catalog, language, entity, act as string),
        actor: { id: memberId ?? null, name: name as string },
        site: site ?? null,
        via: via as string,
        // Why it was done is said among ourselves; what those from outside shall know of it stands in a field.
        reason: inside ? (reason ?? null) : null,
        changes: changesOf(entity, grants, before ?? null, after ?? null, field => labels.field(entity, field).label),
      }),
    )
    const last = entries.at(-1)
    return {
      data: await withTitles(session, entity, entries),
      page: { size, ...(rows.length > size && last ? { next: writeCursor([last.id]) } : {}) },
    }
  }
}
