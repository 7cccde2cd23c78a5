import { changesOf, withTitles } from '@tenon/kernel/audit/history.ts'
import { writeCursor } from '@tenon/kernel/data/cursor.ts'
import { compile, sql } from '@tenon/kernel/data/sql.ts'
import { readFlight } from '@tenon/kernel/data/unit-of-work.ts'
import { actLabel, labelsOf } from '@tenon/kernel/derive/labels.ts'
import type { HistoryEntry } from '@tenon/kernel/derive/meta-types.ts'
import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import { toInstant } from '@tenon/kernel/fields/date/date.ts'
import type { Cells } from '@tenon/kernel/fields/field.ts'
import type { Language } from '@tenon/kernel/messages/language.ts'
import { type Session, titlesById } from '@tenon/kernel/operations/read.ts'
import { auditCondition, type Readable, readableEntities } from './audit-conditions.ts'
import { auditLog } from './audit-log.entity.ts'
import type { AuditQuery } from './audit-query.ts'

/** One change of one record, with what of it the reader may see. */
export interface AuditEntry extends HistoryEntry {
  readonly entity: { readonly name: string; readonly label: string; readonly path: string | null }
  /** `title` when the record is still there and may be seen. */
  readonly record: { readonly id: string; readonly title?: string }
  readonly address: string | null
  readonly requestId: string | null
}
export interface AuditPage {
  readonly data: readonly AuditEntry[]
  readonly page: { readonly size: number; readonly next?: string }
}

const columns = sql.raw(`e.id, e.at, e.act, e.reason, e.member_id, e.actor_name, e.site_id, e.via, e.before::text,
  e.after::text, e.entity, e.record_id, e.address, e.request_id`)

function entryOf(catalog: Catalog, language: Language, { entity, grants }: Readable, cells: Cells): AuditEntry {
  const [id, at, act, reason, memberId, name, site, via, before, after, , recordId, address, requestId] = cells
  const labels = labelsOf(catalog, language)
  return {
    id: id as string,
    at: toInstant(at as string),
    act: act as string,
    label: actLabel(catalog, language, entity, act as string),
    actor: { id: memberId ?? null, name: name as string },
    site: site ?? null,
    via: via as string,
    reason: reason ?? null,
    changes: changesOf(entity, grants, before ?? null, after ?? null, field => labels.field(entity, field).label),
    entity: { name: entity.name, label: labels.entity(entity).one, path: entity.path ?? null },
    record: { id: recordId as string },
    address: address ?? null,
    requestId: requestId ?? null,
  }
}

/** Names the records, and what their references pointed at, as far as the reader may see them. */
async function named(session: Session, readable: readonly Readable[], entries: AuditEntry[]): Promise<AuditEntry[]> {
  const byId = new Map<string, AuditEntry>()
  for (const { entity } of readable) {
    const own = entries.filter(entry => entry.entity.name === entity.name)
    if (own.length === 0) continue
    const ids = entity === auditLog ? [] : [...new Set(own.map(({ record }) => record.id))]
    const titles = await titlesById(session, entity, ids)
    for (const entry of (await withTitles(session, entity, own)) as AuditEntry[]) {
      const title = titles.get(entry.record.id)
      byId.set(entry.id, title ? { ...entry, record: { ...entry.record, title } } : entry)
    }
  }
  return entries.map(({ id }) => byId.get(id) as AuditEntry)
}

/** One page of the operation log, newest first; what the reader may not read of a record is not there. */
export async function auditPage(
  catalog: Catalog,
  session: Session,
  query: AuditQuery,
  language: Language,
): Promise<AuditPage> {
  const { runtime, tenant, actor } = session
  const readable = readableEntities(catalog, actor.access)
  const byName = new Map(readable.map(one => [one.entity.name, one]))
  const statement = sql`select ${columns} from kernel.audit_event as e where ${auditCondition(readable, query, tenant.timeZone)}
    order by e.id desc limit ${query.size + 1}`
  const { results } = await readFlight(runtime, tenant, actor, [compile(statement)])
  const rows = results[0] ?? []
  const entries = rows
    .slice(0, query.size)
    .map(cells => entryOf(catalog, language, byName.get(cells[10] as string) as Readable, cells))
  const last = entries.at(-1)
  const next = rows.length > query.size && last ? { next: writeCursor([last.id]) } : {}
  return { data: await named(session, readable, entries), page: { size: query.size, ...next } }
}
