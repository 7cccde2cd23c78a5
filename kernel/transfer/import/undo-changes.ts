import { tableOf } from '../../data/list.ts'
import { shapeOf, type Values } from '../../data/shape.ts'
import { compile, type RawBuilder, sql } from '../../data/sql.ts'
import type { Work } from '../../data/unit-of-work.ts'
import { type Reference, referencesTo } from '../../entity/catalog.ts'
import { type AnyEntity, snake } from '../../entity/entity.ts'
import type { Cells } from '../../fields/field.ts'

/** A record as the import left it, and what it was before. */
export interface Undoable {
  readonly id: string
  readonly created: boolean
  /** The values the import replaced. */
  readonly before: Values
  readonly record: Values
}
export interface NextChanges {
  readonly possible: readonly Undoable[]
  /** Records that must stay as they are. */
  readonly kept: readonly string[]
}

/** Whether a living record points at `t` through the field, apart from those that this undo will take away. */
function points(entity: AnyEntity, importId: string, { from, field, parent }: Reference): RawBuilder<boolean> {
  const owner = parent
    ? sql`join ${tableOf(parent)} as o on o.tenant_id = r.tenant_id and o.id = r.parent_id and o.deleted_at is null`
    : sql``
  const living = parent ? sql`` : sql`and r.deleted_at is null`
  const own = sql`and not exists (select 1 from kernel.import_change as own
    where own.tenant_id = r.tenant_id and own.import_id = ${importId} and own.record_id = r.id and not own.kept)`
  return sql<boolean>`exists (select 1 from ${tableOf(from)} as r ${owner}
    where r.tenant_id = t.tenant_id and ${sql.ref(`r.${snake(field)}`)} = t.id ${living} ${from === entity ? own : sql``})`
}

function isReferred(entity: AnyEntity, importId: string): RawBuilder<boolean> {
  const conditions = referencesTo(entity).map(reference => points(entity, importId, reference))
  return conditions.length ? sql<boolean>`(${sql.join(conditions, sql` or `)})` : sql<boolean>`false`
}

/** Holds the records of the next changes, in the order in which everyone else holds records. */
export const lockRecords = (entity: AnyEntity, tenantId: string, importId: string, limit: number) =>
  compile(sql`select 1 from ${tableOf(entity)} as t where t.tenant_id = ${tenantId} and t.id in (
      select c.record_id from kernel.import_change as c where c.tenant_id = ${tenantId} and c.import_id = ${importId} and not c.kept
      order by c.record_id desc limit ${limit}) order by t.id for update of t`)

/** The next changes to take back, newest record first. */
export async function nextChanges(
  work: Work,
  entity: AnyEntity,
  importId: string,
  limit: number,
): Promise<NextChanges> {
  const shape = shapeOf(entity, [])
  const isAsLeft = sql`t.id is not null and t.deleted_at is null and t.version = c.version`
  const rows = await work.read(sql`select c.record_id, e.act, e.before::text,
      ${isAsLeft} and not (e.act = 'create' and ${isReferred(entity, importId)}), ${shape.select}
    from kernel.import_change as c
    join kernel.audit_event as e on e.tenant_id = c.tenant_id and e.id = c.event_id
    left join ${tableOf(entity)} as t on t.tenant_id = c.tenant_id and t.id = c.record_id
    where c.tenant_id = ${work.tenant.id} and c.import_id = ${importId} and not c.kept
    order by c.record_id desc limit ${limit}`)
  const undoable = (cells: Cells): Undoable => ({
    id: cells[0] as string,
    created: cells[1] === 'create',
    before: JSON.parse(cells[2] ?? '{}'),
    record: shape.read(cells.slice(4), work.today),
  })
  return {
    possible: rows.filter(cells => cells[3] === 't').map(undoable),
    kept: rows.filter(cells => cells[3] !== 't').map(cells => cells[0] as string),
  }
}
